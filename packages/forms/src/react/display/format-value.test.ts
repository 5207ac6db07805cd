import { expect, test } from 'vitest'
import { currencySymbol, formatCurrency, formatInstant, formatNumber } from './format-value.ts'

test('keeps every digit of a decimal', () => {
  expect(formatNumber('99999999999999.99', 'en')).toBe('99,999,999,999,999.99')
  expect(formatNumber('0.1', 'zh-CN', 2)).toBe('0.10')
  expect(formatCurrency('99999999999999.99', 'CNY', { locale: 'zh-CN' })).toBe('¥99,999,999,999,999.99')
  expect(formatCurrency('-5', 'USD', { locale: 'en' })).toBe('-$5.00')
})

test('an amount without a known currency is a number', () => {
  expect(formatCurrency('5', null, { locale: 'en' })).toBe('5.00')
})

test('names the sign of a currency', () => {
  expect(currencySymbol('CNY', 'zh-CN')).toBe('¥')
  expect(currencySymbol('EUR', 'en')).toBe('€')
})

test('shows instants in the zone of the user', () => {
  expect(formatInstant('2026-11-21T16:30:59.000Z', 'Asia/Shanghai')).toBe('2026-11-22 00:30')
})
