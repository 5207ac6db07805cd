import type { Json } from '@huozi/core'
import type { FieldProps } from '@rjsf/utils'
import { memo } from 'react'
import type { FormField } from '../../form-definition.ts'
import { FieldValue } from '../display/field-value.tsx'
import { type FormContext, fieldId } from '../form-context.ts'
import { formTexts } from '../form-texts.ts'
import { useField } from '../use-store.ts'
import { FieldEditor } from '../widgets/field-editor.tsx'
import { descriptionId, FieldFrame } from './field-frame.tsx'
import type { RenderContext } from './render-context.ts'

/** rjsf's way in: the root object goes to rjsf, everything below it is a leaf bound to the store. */
export function SchemaField(props: FieldProps) {
  const { ObjectField } = props.registry.fields
  if (props.schema.type === 'object' && ObjectField) return <ObjectField {...props} />
  return <FieldLeaf name={props.name} context={props.registry.formContext as RenderContext} />
}

interface LeafProps {
  readonly name: string
  readonly context: FormContext
}

/** One field: frame and widget, rendered again only when the store says that this field changed. */
const FieldLeaf = memo(function FieldLeaf({ name, context }: LeafProps) {
  const { store } = context
  const field = store.definitionOf(name)
  const { value, required, readOnly, left, currency, error } = useField(store, name)
  if (!field) return null
  const id = fieldId(context, name)
  const shown = currency === null ? field : { ...field, currency }
  return (
    <FieldFrame
      field={field}
      id={id}
      required={required}
      requiredText={formTexts(store.environment.locale).required}
      error={error}
    >
      {readOnly ? (
        <ReadOnlyValue field={shown} id={id} value={value} context={context} />
      ) : (
        <EditedValue field={shown} context={context} state={{ value, required, left, error }} id={id} />
      )}
    </FieldFrame>
  )
})

/** `output` lets the label point to it and tells assistive technology that it follows other fields. */
function ReadOnlyValue({ field, id, value, context: { store, files } }: ReadOnlyValueProps) {
  const { record } = store
  const environment = { ...store.environment, fileUrl: files?.url }
  const isGiven = record === null && value === null && !field.editable && field.formula === undefined
  return (
    <output className="hz-readonly" id={id}>
      {isGiven ? (
        <span className="hz-help">{formTexts(environment.locale).givenOnSave}</span>
      ) : (
        <FieldValue field={field} value={value} environment={environment} />
      )}
    </output>
  )
}

interface ReadOnlyValueProps extends Pick<LeafProps, 'context'> {
  readonly field: FormField
  readonly id: string
  readonly value: Json
}

/** The field with the choices that another field's value leaves. */
function narrowed(field: FormField, left: readonly string[]): FormField {
  const choices = (field.choices ?? []).map((choice) => ({
    ...choice,
    active: choice.active && left.includes(choice.code),
  }))
  return { ...field, choices }
}

interface EditedValueProps extends Pick<LeafProps, 'context'> {
  readonly field: FormField
  readonly id: string
  readonly state: {
    readonly value: Json
    readonly required: boolean
    readonly left: readonly string[] | null
    readonly error: string | null
  }
}

function EditedValue({ field, id, context, state: { value, required, left, error } }: EditedValueProps) {
  return (
    <FieldEditor
      field={left === null ? field : narrowed(field, left)}
      value={value}
      onChange={(next) => context.store.set(field.name, next)}
      onBlur={() => context.store.blur(field.name)}
      invalid={error !== null}
      aria={{
        id,
        'aria-describedby': descriptionId(id, field, error),
        'aria-invalid': error !== null,
        'aria-required': required,
      }}
      context={context}
    />
  )
}
