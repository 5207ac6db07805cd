import { expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { compileOptionSet } from '../model/compile-option-set.ts'
import { picklist } from './picklist.ts'

const values = [
  { code: 'a', label: 'A' },
  { code: 'b', label: 'B', active: false },
  { code: 'constructor', label: 'C' },
]
const optionSet = compileOptionSet('letters', { values }, { idOf: () => 0, findSet: () => undefined })

describeFieldType({
  type: picklist,
  surroundings: { optionSet },
  accepts: [
    ['a', 'a'],
    ['constructor', 'constructor'],
  ],
  refuses: [
    ['A', 'FIELD_CHOICE'],
    ['b', 'FIELD_CHOICE'],
    ['toString', 'FIELD_CHOICE'],
    [1, 'FIELD_TYPE'],
    [['a'], 'FIELD_TYPE'],
  ],
})

test('offers the active choices only', () => {
  expect(picklist.jsonSchema({}, { optionSet, target: null }).enum).toEqual(['a', 'constructor'])
})
