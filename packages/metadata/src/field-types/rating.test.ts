import { expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { rating } from './rating.ts'

describeFieldType({
  type: rating,
  accepts: [
    [1, 1],
    [5, 5],
  ],
  refuses: [
    [0, 'FIELD_OUT_OF_RANGE'],
    [6, 'FIELD_OUT_OF_RANGE'],
    [2.5, 'FIELD_TYPE'],
    ['3', 'FIELD_TYPE'],
  ],
})

describeFieldType({ type: rating, options: { max: 10 }, accepts: [[10, 10]], refuses: [[11, 'FIELD_OUT_OF_RANGE']] })

test('says its best mark, which a widget draws', () => {
  expect([rating.maximum?.({}), rating.maximum?.({ max: 3 })]).toEqual([5, 3])
})
