import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { type ReactElement, type ReactNode, useSyncExternalStore } from 'react'
import type { FormSection, FormTab } from '../../form-definition.ts'
import { type FormStore, placeOf } from '../store/form-state.ts'
import { useVisible } from '../use-store.ts'
import { FormTabs } from './form-tabs.tsx'
import type { RenderContext } from './render-context.ts'
import { Section } from './section.tsx'

/** Renders the field of an item. */
export type RenderField = (name: string) => ReactNode

/** rjsf's object template: puts the leaves where the layout wants them. */
export function FormLayout({ properties, registry }: ObjectFieldTemplateProps) {
  const context = registry.formContext as RenderContext
  const leaves = new Map<string, ReactElement>(properties.map(({ name, content }) => [name, content]))
  return <Tabs context={context} renderField={(name) => leaves.get(name)} />
}

function Tabs({
  context: { store, tab, idPrefix },
  renderField,
}: {
  context: RenderContext
  renderField: RenderField
}) {
  const open = useSyncExternalStore(tab.subscribe, tab.get, tab.get)
  const { tabs } = store.definition
  const only = tabs[0]
  if (tabs.length <= 1) return only && <TabContent store={store} tab={only} renderField={renderField} />
  return (
    <FormTabs store={store} open={open} onOpen={tab.set} idPrefix={idPrefix}>
      {(shown) => <TabContent store={store} tab={shown} renderField={renderField} />}
    </FormTabs>
  )
}

/** The sections of one tab. */
export function TabContent({ store, tab, renderField }: { store: FormStore; tab: FormTab; renderField: RenderField }) {
  return tab.sections.map((section) => (
    <Shown key={section.name} store={store} place={[tab.name, section.name]}>
      <Section section={section}>
        <Items store={store} tab={tab} section={section} renderField={renderField} />
      </Section>
    </Shown>
  ))
}

interface ItemsProps {
  readonly store: FormStore
  readonly tab: FormTab
  readonly section: FormSection
  readonly renderField: RenderField
}

function Items({ store, tab, section, renderField }: ItemsProps) {
  return section.items.map(({ field, width }) => (
    <Shown key={field} store={store} place={[tab.name, section.name, field]}>
      <div className="hz-item" data-span={Math.min(width, section.columns)}>
        {renderField(field)}
      </div>
    </Shown>
  ))
}

/** What a condition may hide. Hidden means gone: not in the page, not in the tab order. */
function Shown({ store, place, children }: { store: FormStore; place: readonly string[]; children: ReactNode }) {
  return useVisible(store, placeOf(...place)) ? children : null
}
