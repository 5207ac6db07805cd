import { describe, expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { currency } from './currency.ts'
import { number } from './number.ts'
import { percent } from './percent.ts'

describeFieldType({
  type: number,
  options: { precision: 6, scale: 2, min: -10 },
  accepts: [
    ['1.5', '1.5'],
    ['1.500', '1.5'],
    ['+1', '1'],
    ['-0', '0'],
    ['.5', '0.5'],
    ['1.', '1'],
    ['0001', '1'],
    ['9999.99', '9999.99'],
    [-10, '-10'],
    [0.1, '0.1'],
  ],
  refuses: [
    ['1.555', 'FIELD_TOO_PRECISE'],
    [1.555, 'FIELD_TOO_PRECISE'],
    ['10000', 'FIELD_OUT_OF_RANGE'],
    ['-10.01', 'FIELD_OUT_OF_RANGE'],
    ['1e3', 'FIELD_TYPE'],
    ['1,5', 'FIELD_TYPE'],
    ['.', 'FIELD_TYPE'],
    ['abc', 'FIELD_TYPE'],
    [true, 'FIELD_TYPE'],
  ],
})

describeFieldType({
  type: currency,
  accepts: [
    ['99999999999999.99', '99999999999999.99'],
    [123456789012.34, '123456789012.34'],
  ],
  refuses: [
    [12345678901234.566, 'FIELD_TYPE'],
    ['1.001', 'FIELD_TOO_PRECISE'],
    ['1'.repeat(19), 'FIELD_OUT_OF_RANGE'],
  ],
})

describeFieldType({
  type: percent,
  options: { max: 100 },
  accepts: [['10', '10']],
  refuses: [['100.1', 'FIELD_OUT_OF_RANGE']],
})

test('a refusal names the range that is stored', () => {
  const issues: { params: object }[] = []
  number.parser({ precision: 4, scale: 1 }, { optionSet: null, target: null })('5000', '', issues as never)
  expect(issues[0]?.params).toEqual({ minimum: '-999.9', maximum: '999.9' })
})

describe('conversion', () => {
  const numeric = (precision: number, scale: number) => ({ kind: 'numeric', precision, scale }) as const
  test.each([
    [numeric(10, 2), numeric(12, 4), 'free'],
    [numeric(10, 2), numeric(12, 5), 'checked'],
    [numeric(10, 2), numeric(10, 1), 'checked'],
    [{ kind: 'integer' } as const, numeric(20, 2), 'free'],
    [{ kind: 'integer' } as const, numeric(10, 2), 'checked'],
    [{ kind: 'text', folded: true } as const, numeric(10, 2), 'checked'],
  ])('%j → %j is %s', (from, to, expected) => {
    expect(number.convertible(from, to)).toBe(expected)
  })
})
