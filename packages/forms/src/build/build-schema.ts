import type { Json, JsonObject } from '@huozi/core'
import type { FieldModel } from '@huozi/metadata'
import type { FormField } from '../form-definition.ts'

/** A field as the model and as the form know it. */
export interface SchemaField {
  readonly model: FieldModel
  readonly form: FormField
}

/**
 * Flat JSON Schema of the form's values, as the form holds them: no if/then, oneOf or dependencies, which make renderers
 * of large forms unusable. Blank is null. What the reader cannot write is `readOnly`.
 */
export function buildSchema(fields: readonly SchemaField[]): JsonObject {
  const properties = fields.map(({ model, form }) => [model.name, propertySchema(model, form)])
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false }
}

function propertySchema(model: FieldModel, form: FormField): JsonObject {
  return {
    title: form.label,
    ...(form.help !== null && { description: form.help }),
    ...valueSchema(model, form),
    ...(!form.editable && { readOnly: true }),
  }
}

function valueSchema({ fieldType, options, surroundings }: FieldModel, { valueType, choices }: FormField): JsonObject {
  if (valueType.kind === 'reference') return REFERENCE
  const { type, enum: values, ...rest } = fieldType.jsonSchema(options, surroundings)
  const offered: readonly Json[] | undefined = choices?.filter(({ active }) => active).map(({ code }) => code) ?? values
  return {
    ...(rest as JsonObject),
    type: [...[type ?? 'string'].flat(), 'null'],
    ...(offered !== undefined && rest.items === undefined && { enum: [...offered, null] }),
  }
}

/** A form holds a reference as answers carry it: with its label, so that it can be shown. */
const REFERENCE: JsonObject = {
  type: ['object', 'null'],
  properties: { id: { type: 'string', format: 'uuid' }, label: { type: ['string', 'null'] } },
  required: ['id'],
}

/** What rjsf is told about widgets and order. */
export function buildUiSchema(fields: readonly SchemaField[]): JsonObject {
  const widgets = fields.map(({ form }) => [form.name, { 'ui:widget': form.widget }])
  return { ...Object.fromEntries(widgets), 'ui:order': fields.map(({ form }) => form.name) }
}
