import { FIELD_TYPE, issue } from '@huozi/core'
import { defineFieldType } from './field-type.ts'
import { BOOLEAN_OPERATORS } from './filter-operators.ts'

/** Yes or no; blank is a third answer ("not said") unless the field is required. */
export const boolean = defineFieldType<object>({
  name: 'boolean',
  description: 'Yes or no.',
  options: {},
  column: () => ({ kind: 'boolean' }),
  valueType: () => ({ kind: 'boolean' }),
  parser: () => (input, at, issues) => {
    if (input === null || input === '') return null
    if (typeof input === 'boolean') return input
    issues.push(issue(FIELD_TYPE, { expected: 'boolean' }, at))
    return null
  },
  jsonSchema: () => ({ type: 'boolean' }),
  widget: () => 'boolean',
  operators: BOOLEAN_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'boolean' ? 'free' : 'checked'),
})
