// The package's root also loads its test registry, and with it a validator that generates code.
import Form from '@rjsf/core/lib/components/Form.js'
import type { RegistryFieldsType, TemplatesType } from '@rjsf/utils'
import { memo, type Ref, useId, useImperativeHandle, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import { candidatesOf } from '../candidates-of.ts'
import { fieldId, type SearchCandidates } from '../form-context.ts'
import { type FormStore, placeOf } from '../store/form-state.ts'
import type { FileAccess } from '../widgets/widget.ts'
import { SchemaField } from './field-leaf.tsx'
import { FormLayout } from './form-layout.tsx'
import { formValidator } from './form-validator.ts'
import { openTab } from './open-tab.ts'
import type { RenderContext } from './render-context.ts'
import { renderSchema } from './render-schema.ts'
import '../forms.css'

export interface GeneratedFormProps {
  readonly store: FormStore
  readonly search: SearchCandidates
  /** Absent where the form has no files. */
  readonly files?: FileAccess
  /** Id of the form element, for a submit button that stands outside of it. */
  readonly id: string
  /** Called when the form is submitted and the browser finds nothing wrong. */
  readonly onSubmit: () => void
  /** Called when it is submitted and something is wrong; the cursor is in the first such field already. */
  readonly onInvalid?: () => void
  readonly ref?: Ref<FormHandle>
}

/** What the page may ask of a rendered form. */
export interface FormHandle {
  /** Opens the tab of a field and puts the cursor there. */
  focus(field: string): void
  /** The same for the first field that is wrong, if any. */
  focusFirstError(): void
}

/** A form made from a definition. rjsf renders it once; from then on the leaves listen to the store by themselves. */
export function GeneratedForm({ store, search, files, id, onSubmit, onInvalid, ref }: GeneratedFormProps) {
  const idPrefix = useId()
  const context = useMemo<RenderContext>(
    () => ({
      store,
      idPrefix,
      environment: store.environment,
      files,
      findCandidates: candidatesOf(store, search),
      tab: openTab(firstTab(store)),
    }),
    [store, search, files, idPrefix],
  )
  const handle = useMemo<FormHandle>(
    () => ({
      focus: (field) => focusField(context, field),
      focusFirstError: () => focusField(context, store.status().invalidFields[0]),
    }),
    [context, store],
  )
  useImperativeHandle(ref, () => handle, [handle])
  const submit = useRef<() => void>(() => {})
  submit.current = () => {
    if (store.validate()) return onSubmit()
    handle.focusFirstError()
    onInvalid?.()
  }
  return <StaticForm context={context} id={id} submit={submit} />
}

const TEMPLATES: Partial<TemplatesType> = { ObjectFieldTemplate: FormLayout }
const FIELDS: RegistryFieldsType = { SchemaField }

interface StaticFormProps {
  readonly context: RenderContext
  readonly id: string
  readonly submit: { readonly current: () => void }
}

const StaticForm = memo(function StaticForm({ context, id, submit }: StaticFormProps) {
  return (
    <Form
      id={id}
      className="hz-form"
      schema={renderSchema(context.store.definition)}
      validator={formValidator}
      formContext={context}
      templates={TEMPLATES}
      fields={FIELDS}
      noHtml5Validate
      noValidate
      onSubmit={() => submit.current()}
    >
      {NO_BUTTON}
    </Form>
  )
})

/** rjsf shows its own submit button unless it is given children. */
const NO_BUTTON = <span hidden />

function focusField(context: RenderContext, field: string | undefined): void {
  if (field === undefined) return
  const { tabs } = context.store.definition
  const home = tabs.find(
    (tab) =>
      context.store.isVisible(placeOf(tab.name)) &&
      tab.sections.some(({ items }) => items.some((item) => item.field === field)),
  )
  if (home) flushSync(() => context.tab.set(home.name))
  const element = document.getElementById(fieldId(context, field))
  element?.closest('details')?.setAttribute('open', '')
  element?.focus()
  element?.scrollIntoView({ block: 'center' })
}

function firstTab(store: FormStore): string {
  return store.definition.tabs.find(({ name }) => store.isVisible(placeOf(name)))?.name ?? ''
}
