import { expect, test } from 'vitest'
import { groupDigits, padFraction, parseTypedNumber } from './format-typed-number.ts'

test('reads what an input method or a spreadsheet gives', () => {
  expect(parseTypedNumber('１２３。５')).toBe('123.5')
  expect(parseTypedNumber(' ¥1,234,567.89 ')).toBe('1234567.89')
  expect(parseTypedNumber('－５')).toBe('-5')
})

test('groups the digits without touching them', () => {
  expect(groupDigits('99999999999999.99')).toBe('99,999,999,999,999.99')
  expect(groupDigits('-1234')).toBe('-1,234')
  expect(groupDigits('123')).toBe('123')
  expect(groupDigits('0.12345')).toBe('0.12345')
})

test('pads a fraction, and nothing that is no number', () => {
  const padded = ['50.5', '50', '50.123', '', '-'].map((plain) => padFraction(plain, 2))
  expect(padded).toEqual(['50.50', '50.00', '50.123', '', '-'])
})
