import { expect, test } from 'vitest'
import { decimal, formatDecimal, parseDecimal, roundDecimal } from './decimal.ts'

test('adds 0.1 and 0.2 exactly', () => {
  expect(formatDecimal(decimal('0.1').plus('0.2'))).toBe('0.3')
})

test('divides to 20 places, half up away from zero', () => {
  expect(formatDecimal(decimal(1).div(3))).toBe('0.33333333333333333333')
  expect(formatDecimal(decimal(-2).div(3))).toBe('-0.66666666666666666667')
})

test('rounds half up away from zero, also to tens', () => {
  expect(formatDecimal(roundDecimal(decimal('2.345'), 2))).toBe('2.35')
  expect(formatDecimal(roundDecimal(decimal('-2.345'), 2))).toBe('-2.35')
  expect(formatDecimal(roundDecimal(decimal('1500'), -3))).toBe('2000')
})

test('keeps digits a binary float would lose and never uses exponents', () => {
  expect(formatDecimal(decimal('99999999999999.99').plus(0))).toBe('99999999999999.99')
  expect(formatDecimal(decimal('0.00000000000000000001'))).toBe('0.00000000000000000001')
  expect(formatDecimal(decimal('-0'))).toBe('0')
})

test.each(['', '1e5', 'NaN', '1,000', ' 1', '1'.repeat(300)])('does not read %j as a decimal', (text) => {
  expect(parseDecimal(text)).toBeNull()
})

test.each([
  ['+1', '1'],
  ['+.5', '0.5'],
  ['1.', '1'],
])('reads %j as %s', (text, expected) => {
  const value = parseDecimal(text)
  expect(value && formatDecimal(value)).toBe(expected)
})
