import { FIELD_TYPE, issue } from '@huozi/core'
import { defineFieldType, type ValueParser } from './field-type.ts'
import { ORDER_OPERATORS } from './filter-operators.ts'

const TIME = '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$'

/** A time of day without date or zone, to the second. */
export const time = defineFieldType<object>({
  name: 'time',
  description: 'A time of day, without date or zone.',
  options: {},
  column: () => ({ kind: 'time' }),
  valueType: () => ({ kind: 'time' }),
  parser: () => parseTimeOfDay,
  jsonSchema: () => ({ type: 'string', pattern: TIME }),
  widget: () => 'time',
  operators: ORDER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'time' ? 'free' : 'refused'),
})

const parseTimeOfDay: ValueParser = (input, at, issues) => {
  if (input === null || input === '') return null
  if (typeof input === 'string' && new RegExp(TIME).test(input)) return input.length === 5 ? `${input}:00` : input
  issues.push(issue(FIELD_TYPE, { expected: 'time' }, at))
  return null
}
