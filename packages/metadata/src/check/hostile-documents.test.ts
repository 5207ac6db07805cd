import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { loadLibrary, loadModule } from '../../test/fixture-layer.ts'
import type { Document } from '../documents/document.ts'
import { checkDocuments } from './check-documents.ts'
import { parseDocument } from './parse-document.ts'

// properties run many cases, and the machine may have other work
vi.setConfig({ testTimeout: 30_000 })

const base = loadModule('base')
const library = loadLibrary()

function check(json: unknown) {
  return checkDocuments([base, library, { manifest: null, documents: [json as Document] }])
}

function codesWithinASecond(json: unknown): string[] {
  const { issues } = withinASecond(() => check(json))
  return [...new Set(issues.map(({ code }) => code))]
}

/** Computing time, not time that passes: the machine may have other work. */
function withinASecond<T>(run: () => T): T {
  const start = process.threadCpuUsage()
  const result = run()
  const { user, system } = process.threadCpuUsage(start)
  expect(user + system).toBeLessThan(1_000_000)
  return result
}

function nested(depth: number, open: string, close: string): string {
  return open.repeat(depth) + close.repeat(depth)
}

const mebibyte = 1_048_576

describe('text that claims to be a document', () => {
  test.each([
    ['is no JSON', '{"kind": ', 'DOCUMENT_NOT_JSON'],
    ['is no object', '[1, 2]', 'DOCUMENT_NOT_JSON'],
    ['is too large', `{"a": "${'x'.repeat(mebibyte)}"}`, 'DOCUMENT_TOO_LARGE'],
    ['is too large in bytes only', `{"a": "${'书'.repeat(mebibyte / 2)}"}`, 'DOCUMENT_TOO_LARGE'],
    ['has lists of depth 10,000', nested(10_000, '[', ']'), 'DOCUMENT_TOO_DEEP'],
    ['has objects of depth 10,000', nested(10_000, '{"a":', '}'), 'DOCUMENT_TOO_DEEP'],
    ['reaches for a prototype', '{"a": {"__proto__": {"b": 1}}}', 'DOCUMENT_KEY_FORBIDDEN'],
  ])('that %s is refused', (_name, text, code) => {
    expect(withinASecond(() => parseDocument(text)).issue?.code).toBe(code)
  })

  test('is read when it is an object, brackets in its texts and all', () => {
    expect(parseDocument('{"a": "[[[\\"{{{"}').json).toEqual({ a: '[[["{{{' })
  })
})

describe('a parsed document', () => {
  const fields = (count: number, one: (index: number) => object) =>
    Array.from({ length: count }, (_, index) => one(index))
  const object = (more: object) => ({ kind: 'object', name: 'x_a', label: 'A', title: 'a', ...more })

  test.each([
    [
      'of depth 10,000',
      { kind: 'object', name: 'x_a', fields: JSON.parse(nested(10_000, '[', ']')) },
      'DOCUMENT_TOO_DEEP',
    ],
    [
      'of more than a mebibyte',
      { kind: 'object', name: 'x_a', description: 'x'.repeat(mebibyte) },
      'DOCUMENT_TOO_LARGE',
    ],
    [
      'with a prototype for a key',
      JSON.parse('{"kind": "role", "name": "x_a", "__proto__": {}}'),
      'DOCUMENT_KEY_FORBIDDEN',
    ],
    ['with 300,000 empty fields', object({ fields: fields(300_000, () => ({})) }), 'METADATA_LIMIT'],
    ['with 140,000 empty fields', object({ fields: fields(140_000, () => ({})) }), 'PROPERTY_MISSING'],
    [
      'with 20,000 fields of one name',
      object({ fields: fields(20_000, () => ({ name: 'a', type: 'text', label: 'A' })) }),
      'PROPERTY_SHAPE',
    ],
    ['with an unknown property of 900 kB', object({ ['x'.repeat(900_000)]: 1, fields: [] }), 'PROPERTY_SHAPE'],
    [
      'with an expression of 60 kB of brackets',
      object({ fields: [{ name: 'a', type: 'text', label: 'A', formula: nested(30_000, '(', ')') }] }),
      'EXPRESSION_LIMIT',
    ],
    [
      'with a pattern of a regular expression bomb',
      object({ fields: [{ name: 'a', type: 'autoNumber', label: 'A', pattern: `${'{yyyy}'.repeat(9)}{0` }] }),
      'PROPERTY_SHAPE',
    ],
    [
      'with a message of many placeholders',
      object({
        fields: [{ name: 'a', type: 'text', label: 'A' }],
        validations: [{ name: 'v', failWhen: 'true', message: '{a'.repeat(4000) }],
      }),
      'MESSAGE_PLACEHOLDER',
    ],
  ])('%s is refused within a second', (_name, json, code) => {
    expect(codesWithinASecond(json)).toContain(code)
  })

  test('of 800 fields with long formulas is judged within a second', () => {
    const formula = Array.from({ length: 60 }, () => 'n').join(' + ')
    const wide = fields(798, (index) => ({ name: `f${index}`, type: 'number', label: 'F', formula }))
    const first = [
      { name: 'a', type: 'text', label: 'A' },
      { name: 'n', type: 'number', label: 'N', precision: 18 },
    ]
    expect(codesWithinASecond(object({ fields: [...first, ...wide] }))).toEqual([])
  })

  test('with 28,000 misspelt fields in a layout is refused within a second', () => {
    const section = (name: number) => ({
      name: `s${name}`,
      items: fields(200, (item) => ({ field: `titel_${name}_${item}` })),
    })
    const tab = (name: number) => ({
      name: `t${name}`,
      sections: Array.from({ length: 20 }, (_, index) => section(name * 20 + index)),
    })
    const tabs = Array.from({ length: 7 }, (_, index) => tab(index))
    expect(codesWithinASecond({ kind: 'layout', name: 'x_a', object: 'lib_book', tabs })).toEqual(['REFERENCE_UNKNOWN'])
  })

  test('with 2,000 choices of 20 attributes that are choices is judged within a second', () => {
    const codes = (count: number) => Array.from({ length: count }, (_, index) => ({ code: `c${index}`, label: 'C' }))
    const attributes = Array.from({ length: 20 }, (_, index) => ({
      name: `a${index}`,
      type: 'picklist',
      optionSet: 'x_set',
    }))
    const chosen = Object.fromEntries(attributes.map(({ name }) => [name, 'c7']))
    const values = codes(2000).map((value) => ({ ...value, attributes: chosen }))
    expect(codesWithinASecond({ kind: 'optionSet', name: 'x_set', attributes, values })).toEqual([])
  })

  test('reports at most 100 issues', () => {
    expect(check(object({ fields: fields(800, () => ({ wrong: 1 })) })).issues).toHaveLength(100)
  })
})

test('never throws, whatever stands where a document should', () => {
  const known = [...base.documents, ...library.documents]
  const damaged = fc
    .tuple(fc.constantFrom(...known), fc.jsonValue(), fc.nat(), fc.boolean())
    .map(([document, value, place, isPatch]) => {
      const copy = { ...structuredClone(document), name: `x_${document.name}`.slice(0, 40) }
      damage(copy, value, place)
      return isPatch ? { ...copy, name: document.name, extends: 'library' } : copy
    })
  fc.assert(
    fc.property(fc.oneof(damaged, fc.jsonValue()), (json) => {
      for (const issue of check(json).issues) {
        expect(typeof issue.message('zh-CN')).toBe('string')
        expect(issue.pointer === '' || issue.pointer.startsWith('/')).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})

/** Puts a value at some place of a document, counted through all its places. */
function damage(root: object, value: unknown, place: number): void {
  const places: [object, string][] = []
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, item] of Object.entries(node)) {
      places.push([node, key])
      visit(item)
    }
  }
  visit(root)
  const [node, key] = places[place % places.length] ?? [root, 'name']
  Object.assign(node, { [key]: value })
}
