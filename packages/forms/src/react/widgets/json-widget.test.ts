import { expect, test } from 'vitest'
import { jsonText, readJson } from './json-widget.tsx'

test('reads what is JSON and keeps what is not yet', () => {
  expect(readJson(' {"a": [1]} ')).toEqual({ a: [1] })
  expect(readJson('')).toBeNull()
  expect(readJson('{"a": ')).toBe('{"a": ')
  expect(readJson('5')).toBe('5')
})

test('shows a value so that it can be edited', () => {
  expect(jsonText({ a: 1 })).toBe('{\n  "a": 1\n}')
  expect(jsonText(null)).toBe('')
  expect(jsonText('{"a": ')).toBe('{"a": ')
})
