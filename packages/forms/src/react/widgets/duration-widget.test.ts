import { expect, test } from 'vitest'
import { formatDuration } from '../display/format-duration.ts'
import { readDuration } from './duration-widget.tsx'

test.each([
  ['1h 30min', '5400'],
  ['1:30', '5400'],
  ['0:00:05', '5'],
  ['90', '5400'],
  ['1.5 hours', '5400'],
  ['2m', '120'],
  ['1小时30分钟', '5400'],
  ['3天', '259200'],
  ['', null],
  ['soon', 'soon'],
])('reads %j as %j', (typed, value) => {
  expect(readDuration(typed)).toBe(value)
})

test('shows a length of time in the largest units it fills, and reads what it shows', () => {
  expect(formatDuration('93784.5', 'en')).toBe('1 d 2 h 3 min 4.5 s')
  expect(formatDuration('5400', 'zh-CN')).toBe('1小时30分钟')
  expect(formatDuration('0', 'en')).toBe('0 s')
  expect(formatDuration('-60', 'en')).toBe('−1 min')
  for (const seconds of ['1', '59.999', '3600', '93784.5'])
    for (const locale of ['en', 'zh-CN'] as const) expect(readDuration(formatDuration(seconds, locale))).toBe(seconds)
})
