import { FIELD_TYPE, issue } from '@huozi/core'
import { defineFieldType } from './field-type.ts'
import { MEMBER_OPERATORS } from './filter-operators.ts'

const CODE = '^[A-Z]{3}$'

/** The currency of a record, a code of ISO 4217. */
export const currencyCode = defineFieldType<object>({
  name: 'currencyCode',
  description: 'The currency of the record.',
  options: {},
  column: () => ({ kind: 'text', folded: false }),
  valueType: () => ({ kind: 'text' }),
  parser: () => (input, at, issues) => {
    if (input === null || input === '') return null
    if (typeof input === 'string' && new RegExp(CODE).test(input)) return input
    issues.push(issue(FIELD_TYPE, { expected: 'currencyCode' }, at))
    return null
  },
  jsonSchema: () => ({ type: 'string', pattern: CODE }),
  widget: () => 'currencyCode',
  operators: MEMBER_OPERATORS,
  sortable: true,
  convertible: () => 'refused',
})
