import { FIELD_TYPE, issue } from '@huozi/core'
import { isZone } from '@huozi/expression'
import { defineFieldType } from './field-type.ts'
import { MEMBER_OPERATORS } from './filter-operators.ts'

/** The name of a time zone. Only names there are get stored: the database computes with them. */
export const zone = defineFieldType<object>({
  name: 'zone',
  description: 'A time zone by its name, such as Asia/Shanghai.',
  options: {},
  column: () => ({ kind: 'text', folded: false }),
  valueType: () => ({ kind: 'text' }),
  parser: () => (input, at, issues) => {
    if (input === null || input === '') return null
    if (typeof input === 'string' && isZone(input)) return input
    issues.push(issue(FIELD_TYPE, { expected: 'zone' }, at))
    return null
  },
  jsonSchema: () => ({
    type: 'string',
    enum: ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')],
  }),
  widget: () => 'text',
  operators: MEMBER_OPERATORS,
  sortable: true,
  convertible: () => 'checked',
})
