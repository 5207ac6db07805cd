import { describe, expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { autoNumber } from './auto-number.ts'
import { autoNumberSeries, formatAutoNumber } from './auto-number-pattern.ts'

describeFieldType({
  type: autoNumber,
  options: { pattern: 'A-{0000}' },
  accepts: [['A-0001', 'A-0001']],
  refuses: [[1, 'FIELD_TYPE']],
})

describe('a number', () => {
  test.each([
    ['A-{yyyy}{mm}-{0000}', 7, 'A-202603-0007'],
    ['{yy}.{dd}/{00}', 7, '26.09/07'],
    ['N{0}', 123, 'N123'],
    ['{000}', 12345, '12345'],
  ])('%s with counter %i is %s', (pattern, counter, expected) => {
    expect(formatAutoNumber(pattern, '2026-03-09', counter)).toBe(expected)
  })

  test('counts within the series of its date', () => {
    const pattern = 'A-{yyyy}{mm}-{0000}'
    expect(autoNumberSeries(pattern, '2026-03-09')).toBe(autoNumberSeries(pattern, '2026-03-31'))
    expect(autoNumberSeries(pattern, '2026-03-09')).not.toBe(autoNumberSeries(pattern, '2026-04-01'))
  })
})

test.each([
  ['A-{0000}', 0],
  ['A-{yyyy}', 1],
  ['{0}{00}', 1],
])('the pattern %s has %i conflicts', (pattern, count) => {
  expect(autoNumber.conflicts?.({ pattern })).toHaveLength(count)
})
