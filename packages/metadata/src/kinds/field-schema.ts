import { AGGREGATES } from '@huozi/expression'
import { fieldTypes } from '../field-types/registry.ts'
import { atomic, type JsonSchema, scalar, translated } from '../json-schema.ts'
import { part } from '../schema/parts.ts'
import { formerlyProperty, settingProperties } from './envelope.ts'
import { typedVariant } from './typed-variant.ts'

/** Properties of a field of any type, in canonical order. */
const commonProperties: { readonly [property: string]: JsonSchema } = {
  name: scalar(part('name')),
  label: translated(part('text', { description: 'What people read beside the value.' })),
  type: scalar({ enum: [...fieldTypes.keys()], description: 'The field type.' }),
  help: translated(part('text', { description: 'A hint for those who fill it in.' })),
  formerly: formerlyProperty,
  required: condition('Must be filled: always, or when a condition holds.'),
  readOnly: condition('May not be changed: never, or when a condition holds.'),
  default: atomic(part('value', { description: 'Value of a new record.' })),
  defaultOn: scalar({
    enum: ['create', 'change'],
    default: 'create',
    description: 'change: recomputed when a field it reads changes, until someone sets it by hand.',
  }),
  formula: atomic(part('expression', { description: 'The value is computed from this.' })),
  rollup: atomic({
    type: 'object',
    description: 'The value is told of the records of a collection.',
    properties: {
      relation: part('name', { description: 'The collection: what the reference of its records calls it (inverse).' }),
      aggregate: { enum: AGGREGATES.map(({ name }) => name), description: 'What is told.' },
      value: part('expression', { description: 'Computed of each record; not for count and exists.' }),
      where: part('expression', { description: 'Which records count; all unless said.' }),
    },
    required: ['relation', 'aggregate'],
    additionalProperties: false,
  }),
  unique: scalar({ type: 'boolean', default: false, description: 'No two records have the same value.' }),
  externalId: scalar({ type: 'boolean', default: false, description: 'Other systems name a record by it; unique.' }),
  indexed: scalar({ type: 'boolean', default: false, description: 'Lists filter or sort by it.' }),
  ...settingProperties,
  active: scalar({ type: 'boolean', default: true, description: 'False: kept, but no longer offered.' }),
}

/** A field: what every type shares, and for each type its options. */
export function fieldSchema(): JsonSchema {
  return {
    type: 'object',
    properties: commonProperties,
    required: ['name', 'label', 'type'],
    allOf: Array.from(fieldTypes.values(), (type) =>
      typedVariant({ ...type, properties: type.options, required: type.requiredOptions, common: commonProperties }),
    ),
  }
}

function condition(description: string): JsonSchema {
  return atomic({ description, anyOf: [{ type: 'boolean' }, part('expression')] })
}
