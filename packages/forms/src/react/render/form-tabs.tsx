import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { FormTab } from '../../form-definition.ts'
import { formTexts } from '../form-texts.ts'
import { type FormStore, placeOf } from '../store/form-state.ts'
import { useFormStatus, useVisible } from '../use-store.ts'

interface FormTabsProps {
  readonly store: FormStore
  readonly open: string
  readonly onOpen: (name: string) => void
  readonly idPrefix: string
  readonly children: (tab: FormTab) => ReactNode
}

/** Tabs after the WAI-ARIA pattern: arrow keys move between them, only the open one's content is in the page. */
export function FormTabs({ store, open, onOpen, idPrefix, children }: FormTabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const { tabs } = store.definition
  const shown = tabs.find(({ name }) => name === open) ?? tabs[0]
  return (
    <div className="hz-tabs">
      <div className="hz-tablist" role="tablist" ref={list} onKeyDown={(event) => moveFocus(event, list.current)}>
        {tabs.map((tab) => (
          <TabButton
            key={tab.name}
            store={store}
            tab={tab}
            idPrefix={idPrefix}
            isOpen={tab === shown}
            onOpen={onOpen}
          />
        ))}
      </div>
      {shown && (
        <div role="tabpanel" id={`${idPrefix}-panel`} aria-labelledby={`${idPrefix}-tab-${shown.name}`}>
          {children(shown)}
        </div>
      )}
    </div>
  )
}

interface TabButtonProps extends Pick<FormTabsProps, 'store' | 'idPrefix' | 'onOpen'> {
  readonly tab: FormTab
  readonly isOpen: boolean
}

function TabButton({ store, tab, idPrefix, isOpen, onOpen }: TabButtonProps) {
  const isVisible = useVisible(store, placeOf(tab.name))
  const { invalidFields } = useFormStatus(store)
  const errors = tab.sections.flatMap(({ items }) => items).filter(({ field }) => invalidFields.includes(field)).length
  if (!isVisible) return null
  return (
    <button
      type="button"
      role="tab"
      id={`${idPrefix}-tab-${tab.name}`}
      className="hz-tab"
      aria-selected={isOpen}
      aria-controls={isOpen ? `${idPrefix}-panel` : undefined}
      tabIndex={isOpen ? 0 : -1}
      onClick={() => onOpen(tab.name)}
    >
      {tab.label}
      {errors > 0 && (
        <span className="hz-tab-errors" title={formTexts(store.environment.locale).errorsInTab(errors)}>
          {errors}
        </span>
      )}
    </button>
  )
}

const STEPS: { readonly [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1 }

function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = STEPS[event.key]
  const buttons = [...(list?.querySelectorAll<HTMLButtonElement>('[role=tab]') ?? [])]
  const index = buttons.indexOf(document.activeElement as HTMLButtonElement)
  if (step === undefined || index < 0) return
  event.preventDefault()
  const next = buttons[(index + step + buttons.length) % buttons.length]
  next?.focus()
  next?.click()
}
