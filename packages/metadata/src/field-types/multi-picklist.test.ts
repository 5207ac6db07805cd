import { expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { compileOptionSet } from '../model/compile-option-set.ts'
import type { ValueInRecord } from './field-type.ts'
import { multiPicklist } from './multi-picklist.ts'

const values = [
  { code: 'b', label: 'B' },
  { code: 'a', label: 'A' },
  { code: 'old', label: 'Old', active: false },
  { code: 'NULL', label: 'Null' },
]
const optionSet = compileOptionSet('letters', { values }, { idOf: () => 0, findSet: () => undefined })
const surroundings = { optionSet, target: null }

describeFieldType({
  type: multiPicklist,
  surroundings,
  accepts: [
    [[], null],
    [['a'], ['a']],
    [
      ['a', 'b', 'a'],
      ['b', 'a'],
    ],
    [['old'], ['old']],
    [['NULL'], ['NULL']],
  ],
  refuses: [
    ['a', 'FIELD_TYPE'],
    [['a', 1], 'FIELD_TYPE'],
    [['A'], 'FIELD_CHOICE'],
    [['toString'], 'FIELD_CHOICE'],
    [{ a: true }, 'FIELD_TYPE'],
  ],
})

describeFieldType({
  type: multiPicklist,
  options: { min: 2, max: 2 },
  surroundings,
  accepts: [
    [
      ['a', 'b', 'b'],
      ['b', 'a'],
    ],
  ],
  refuses: [
    [['a'], 'FIELD_ITEM_COUNT'],
    [['a', 'a'], 'FIELD_ITEM_COUNT'],
    [['a', 'b', 'NULL'], 'FIELD_ITEM_COUNT'],
  ],
})

test('keeps a retired choice where it is and takes it nowhere else', () => {
  const judge = multiPicklist.judge?.({}, surroundings)
  const codes = (before: ValueInRecord['before']) =>
    judge?.({ value: ['a', 'old'], before, read: () => null, isChanged: () => false }, '/f').map(({ code }) => code)
  expect(codes(['old'])).toEqual([])
  expect(codes(['a'])).toEqual(['FIELD_CHOICE'])
})
