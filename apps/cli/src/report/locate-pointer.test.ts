import { expect, test } from 'vitest'
import { locatePointer } from './locate-pointer.ts'

const TEXT = `{
  "kind": "object",
  "fields": [
    { "name": "a/b", "label": { "zh-CN": "甲" } },
    "title"
  ]
}
`

test.each([
  ['', 1, 1],
  ['/kind', 2, 11],
  ['/fields', 3, 13],
  ['/fields/0', 4, 5],
  ['/fields/0/label/zh-CN', 4, 42],
  ['/fields/1', 5, 5],
])('%s is found', (pointer, line, column) => {
  expect(locatePointer(TEXT, pointer)).toEqual({ line, column })
})

test('what is missing is looked for where it would stand', () => {
  expect(locatePointer(TEXT, '/fields/0/type')).toEqual({ line: 4, column: 5 })
  expect(locatePointer(TEXT, '/fields/7/name')).toEqual({ line: 3, column: 13 })
})

test('names are matched as JSON Pointer escapes them', () => {
  expect(locatePointer('{"a/b": {"c~d": 1}}', '/a~1b/c~0d')).toEqual({ line: 1, column: 17 })
})

test('a text that is no JSON is wrong where it ceases to be', () => {
  expect(locatePointer('{\n  "a": \n}', '')).toEqual({ line: 3, column: 1 })
  expect(locatePointer('', '/a')).toEqual({ line: 1, column: 1 })
})
