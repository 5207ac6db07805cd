import { defineFieldType } from './field-type.ts'
import { MEMBER_OPERATORS } from './filter-operators.ts'
import { referenceOptions } from './reference-options.ts'
import { referenceJsonSchema, referenceParser } from './reference-value.ts'

interface MasterDetailOptions {
  readonly object: string
}

/** The record this one is a part of: it always has one, is deleted with it and inherits its access. */
export const masterDetail = defineFieldType<MasterDetailOptions>({
  name: 'masterDetail',
  description: 'The record this one is a part of.',
  options: referenceOptions,
  requiredOptions: ['object'],
  reference: { target: ({ object }) => ({ object }), onDelete: () => 'cascade', isPart: true },
  column: () => ({ kind: 'uuid' }),
  valueType: ({ object }) => ({ kind: 'reference', object }),
  parser: () => referenceParser,
  jsonSchema: () => referenceJsonSchema,
  widget: () => 'lookup',
  operators: MEMBER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'uuid' ? 'checked' : 'refused'),
})
