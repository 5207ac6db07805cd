import { defineFieldType } from './field-type.ts'
import { MEMBER_OPERATORS } from './filter-operators.ts'
import { referenceJsonSchema, referenceParser } from './reference-value.ts'

interface RecordIdOptions {
  /** The record's own object. */
  readonly object: string
}

/** The record's own id: of the type of a reference to its object, so that `id != this.id` and `account = id` can be said. */
export const recordId = defineFieldType<RecordIdOptions>({
  name: 'recordId',
  description: 'The id of the record.',
  options: {},
  generated: true,
  column: () => ({ kind: 'uuid' }),
  valueType: ({ object }) => ({ kind: 'reference', object }),
  parser: () => referenceParser,
  jsonSchema: () => referenceJsonSchema,
  widget: () => 'text',
  operators: MEMBER_OPERATORS,
  sortable: true,
  convertible: () => 'refused',
})
