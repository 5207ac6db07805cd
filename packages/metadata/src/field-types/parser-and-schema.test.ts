import { type Issue, type Json, type JsonObject, parseDecimal } from '@huozi/core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { compileOptionSet } from '../model/compile-option-set.ts'
import { isCalendarDate, isInstant } from './calendar-date.ts'
import { ExternalReference, type FieldSurroundings, type FieldType } from './field-type.ts'
import { recordId } from './record-id.ts'
import { recordType } from './record-type.ts'
import { fieldTypes } from './registry.ts'

// properties run many cases, and the machine may have other work
vi.setConfig({ testTimeout: 30_000 })

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true })
ajv.addFormat('date', isCalendarDate)
ajv.addFormat('date-time', isInstant)
ajv.addKeyword({
  keyword: 'x-minimum',
  type: 'string',
  validate: (bound: string, value: string) => parseDecimal(value)?.gte(bound) ?? true,
})
ajv.addKeyword({
  keyword: 'x-maximum',
  type: 'string',
  validate: (bound: string, value: string) => parseDecimal(value)?.lte(bound) ?? true,
})

ajv.addKeyword({
  keyword: 'x-maxBytes',
  validate: (bytes: number, value: unknown) => Buffer.byteLength(JSON.stringify(value)) <= bytes,
})
ajv.addKeyword({ keyword: 'x-maxDepth', validate: (depth: number, value: unknown) => depthOf(value) <= depth })

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
}

const values = ['a', 'b', 'A1'].map((code, index) => ({ code, label: code, active: index !== 1 }))
const surroundings: FieldSurroundings = {
  optionSet: compileOptionSet('set', { values }, { idOf: () => 0, findSet: () => undefined }),
  target: 'lib_book',
}

/** Options to try with each type, besides none. */
const OPTIONS: { readonly [type: string]: readonly JsonObject[] } = {
  text: [{ maxLength: 5 }],
  longText: [{ maxLength: 5 }],
  integer: [{ min: -3, max: 3 }],
  number: [{ precision: 3, scale: 1 }, { precision: 2, scale: 2, min: -0.5, max: 0.25 }, { scale: 0 }],
  currency: [{ min: 0 }],
  percent: [{ min: 0, max: 100 }],
  rating: [{ max: 3 }],
  json: [{ maxBytes: 8 }],
  lookup: [{ object: undefined as never, objects: ['lib_book', 'lib_loan'] }],
  multiPicklist: [{ min: 2 }, { max: 1 }],
  autoNumber: [{ pattern: 'A-{0}' }],
}

const id = fc.uuid({ version: 7 })
const digits = fc.string({ unit: fc.constantFrom(...'0123456789.+-'), maxLength: 12 })
const marks = fc.string({ unit: fc.constantFrom(...'0１8 -+()@.ａa:/?#htps\u0000', '\ud800'), maxLength: 16 })
const day = fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const near = fc.tuple(
  fc.integer({ min: 1890, max: 2110 }),
  fc.integer({ min: 0, max: 13 }),
  fc.integer({ min: 0, max: 32 }),
)
const dayLike = near.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'))
const instant = fc
  .tuple(dayLike, fc.constantFrom('T00:00Z', 'T23:59:59.5+08:00', 'T24:00Z', ' 00:00', 'T1:00Z'))
  .map((parts) => parts.join(''))
const seeds = [
  'li@example.com',
  'https://example.com/a?b#c',
  '+86 138 0013 8000',
  '99999999999999.99',
  'a',
  'b',
  'A1',
  '08:30',
  '23:59:59',
  '0.25',
  '-0.5',
]
const seeded = fc
  .tuple(fc.constantFrom(...seeds), fc.nat(20), marks)
  .map(([seed, at, mark]) => seed.slice(0, at) + mark.slice(0, 2) + seed.slice(at))

/** Values near the edge of what some type accepts, and values of every other kind. */
const input: fc.Arbitrary<Json> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  digits,
  marks,
  seeded,
  fc.constantFrom(...seeds),
  day,
  dayLike,
  instant,
  id,
  fc.record({ id: fc.oneof(id, fc.string()), label: fc.string() }, { requiredKeys: ['id'] }),
  fc.array(fc.constantFrom('a', 'b', 'A1', 'x', ''), { maxLength: 4 }),
  fc.record({ country: fc.constantFrom('CN', 'cn', ''), city: marks, x: fc.constant('') }, { requiredKeys: [] }),
  fc.record({ object: fc.constantFrom('lib_book', 'x'), id, by: fc.string() }, { requiredKeys: ['object'] }),
  fc.record({ by: fc.oneof(fc.string(), fc.integer()) }),
  fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
  fc.jsonValue({ maxDepth: 2 }),
) as fc.Arbitrary<Json>

const cases = [...fieldTypes.values(), recordId, recordType].flatMap((type) =>
  [{ object: 'lib_book', pattern: '{0}' }, ...(OPTIONS[type.name] ?? [])].map((options) => [type, options] as const),
)

test.each(cases.map(([type, options]) => [`${type.name} ${JSON.stringify(options)}`, type, options] as const))(
  'parser and JSON Schema accept the same: %s',
  (_name, type, options) => {
    const validate = ajv.compile(type.jsonSchema(options, surroundings))
    const parse = type.parser(options, surroundings)
    fc.assert(
      fc.property(input, (value) => {
        if (isBlank(value) || isLeniency(type, value)) return
        const issues: Issue[] = []
        parse(value, '', issues)
        expect([JSON.stringify(value), issues.length === 0]).toEqual([JSON.stringify(value), validate(value)])
      }),
      { numRuns: 400 },
    )
  },
)

function isBlank(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/**
 * Requests may send a decimal as a JSON number, a long whole number as text and a choice twice; forms, for which the schema
 * is, never do (`decisions.md`, wire format).
 */
function isLeniency(type: FieldType, value: Json): boolean {
  const { kind } = type.column({ pattern: '' })
  // JSON Schema has no word for text that cannot be stored, wherever in a document it stands
  if (kind === 'json' && /\\u0000|\\ud[89a-f]/.test(JSON.stringify(value))) return true
  if (kind === 'list' && Array.isArray(value)) return new Set(value).size < value.length
  return (kind === 'numeric' && typeof value === 'number') || (kind === 'integer' && typeof value === 'string')
}

test('what a parser returned is accepted again and stays the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(...cases), input, ([type, options], value) => {
      const issues: Issue[] = []
      const parse = type.parser(options, surroundings)
      const once = parse(value, '', issues)
      if (issues.length > 0 || once === null || once instanceof ExternalReference) return
      expect(parse(once, '', issues)).toEqual(once)
      expect(issues).toEqual([])
    }),
    { numRuns: 2000 },
  )
})
