import fc from 'fast-check'
import { expect, test } from 'vitest'
import { libraryDocuments } from '../../test/fixture-layer.ts'
import type { Document } from './document.ts'
import { printCanonical } from './print-canonical.ts'
import { printJson } from './print-json.ts'

test('prints what fits 160 columns on one line, wide characters counting twice', () => {
  const fits = { a: 'x'.repeat(100) }
  const wide = { a: '字'.repeat(80) }
  expect(printJson({ fits, wide, empty: {}, none: [] })).toBe(
    `{\n  "fits": {"a": "${fits.a}"},\n  "wide": {\n    "a": "${wide.a}"\n  },\n  "empty": {},\n  "none": []\n}\n`,
  )
})

test('leaves out what is undefined and keeps null', () => {
  expect(printJson({ a: undefined, b: null })).toBe('{\n  "b": null\n}\n')
})

test('any JSON comes back from its text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // Against what JSON itself keeps: it writes a negative zero as 0.
      expect(JSON.parse(printJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('puts properties in the order of the schema and keeps expressions and lists as they are', () => {
  const document = {
    fields: [
      {
        type: 'integer',
        max: 3,
        formula: { '+': [{ var: 'b' }, 1] },
        label: { en: 'A', 'zh-CN': '甲' },
        name: 'a',
        min: 1,
      },
    ],
    title: 'a',
    name: 'x_a',
    kind: 'object',
  } as unknown as Document
  expect(printCanonical(document)).toBe(
    [
      '{',
      '  "kind": "object",',
      '  "name": "x_a",',
      '  "title": "a",',
      '  "fields": [{"name": "a", "label": {"en": "A", "zh-CN": "甲"}, "type": "integer", "formula": {"+": [{"var": "b"}, 1]}, "min": 1, "max": 3}]',
      '}',
      '',
    ].join('\n'),
  )
})

test('writes an item that is only its key as a bare string where the list allows it, placement last', () => {
  const items = [{ field: 'a' }, { after: 'a', field: 'b' }]
  const layout = { kind: 'layout', name: 'x_a', extends: 'p', tabs: [{ name: 't', sections: [{ name: 's', items }] }] }
  expect(printCanonical(layout)).toContain('"items": ["a", {"field": "b", "after": "a"}]')
})

test('documents that differ in the order of declared properties only print equally', () => {
  const shuffle = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffle)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, item]) => [key, shuffle(item)]),
    )
  }
  for (const document of libraryDocuments().filter(({ kind }) => kind !== 'optionSet' && kind !== 'role')) {
    const texts = ['help', 'label', 'plural', 'message', 'values', 'text']
    const shuffled = shuffle(document) as Document
    const withoutTexts = (one: Document) =>
      JSON.parse(JSON.stringify(one), (key, value) => (texts.includes(key) ? undefined : value)) as Document
    expect(printCanonical(withoutTexts(shuffled))).toBe(printCanonical(withoutTexts(document)))
  }
})
