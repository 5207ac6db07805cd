import { FIELD_TYPE, issue } from '@huozi/core'
import { isInstant } from './calendar-date.ts'
import { defineFieldType } from './field-type.ts'
import { ORDER_OPERATORS } from './filter-operators.ts'

/** An instant; kept in UTC to the millisecond. */
export const datetime = defineFieldType<object>({
  name: 'datetime',
  description: 'An instant, kept in UTC to the millisecond.',
  options: {},
  column: () => ({ kind: 'timestamp' }),
  valueType: () => ({ kind: 'datetime' }),
  parser: () => (input, at, issues) => {
    if (input === null || input === '') return null
    if (typeof input === 'string' && isInstant(input)) return new Date(input).toISOString()
    issues.push(issue(FIELD_TYPE, { expected: 'datetime' }, at))
    return null
  },
  jsonSchema: () => ({ type: 'string', format: 'date-time' }),
  widget: () => 'datetime',
  operators: ORDER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'timestamp' ? 'free' : 'checked'),
})
