import { FIELD_TYPE, issue } from '@huozi/core'
import { isCalendarDate } from './calendar-date.ts'
import { defineFieldType } from './field-type.ts'
import { ORDER_OPERATORS } from './filter-operators.ts'

/** A calendar day without time or zone. */
export const date = defineFieldType<object>({
  name: 'date',
  description: 'A calendar day, without time or zone.',
  options: {},
  column: () => ({ kind: 'date' }),
  valueType: () => ({ kind: 'date' }),
  parser: () => (input, at, issues) => {
    if (input === null || input === '') return null
    if (typeof input === 'string' && isCalendarDate(input)) return input
    issues.push(issue(FIELD_TYPE, { expected: 'date' }, at))
    return null
  },
  jsonSchema: () => ({ type: 'string', format: 'date' }),
  widget: () => 'date',
  operators: ORDER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'date' ? 'free' : 'checked'),
})
