import { defineFieldType } from './field-type.ts'
import { MEMBER_OPERATORS } from './filter-operators.ts'
import { textJsonSchema, textParser } from './text.ts'

const MAX_NAME = 40

/** The name of the record type a record is of; blank where the object has none. */
export const recordType = defineFieldType<object>({
  name: 'recordType',
  description: 'The record type of the record.',
  options: {},
  generated: true,
  column: () => ({ kind: 'text', folded: false }),
  valueType: () => ({ kind: 'text' }),
  parser: () => textParser(MAX_NAME),
  jsonSchema: () => textJsonSchema(MAX_NAME),
  widget: () => 'text',
  operators: MEMBER_OPERATORS,
  sortable: true,
  convertible: () => 'refused',
})
