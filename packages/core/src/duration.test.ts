import { expect, test } from 'vitest'
import { parseDuration } from './duration.ts'

test.each([
  ['90min', '5400'],
  ['1h 30min', '5400'],
  ['1h30min15s', '5415'],
  ['2w', '1209600'],
  ['1.5d', '129600'],
  ['0.25s', '0.25'],
  ['-60s', '-60'],
])('reads %s as %s seconds', (text, seconds) => {
  expect(parseDuration(text)?.toString()).toBe(seconds)
})

test.each(['', '90', 'min', '1mo', '5wd', '1h x', '1h30', 'h1', '1 . 5h'])('does not read %j', (text) => {
  expect(parseDuration(text)).toBeNull()
})
