import type { Json } from '@huozi/core'
import fc from 'fast-check'
import jsonLogic from 'json-logic-js'
import { expect, test } from 'vitest'
import { SAMPLE_CONTEXT } from '../corpus/sample-context.ts'
import { compileEvaluator } from '../evaluate/compile-evaluator.ts'
import { parseExpression } from '../parse-expression.ts'
import type { ObjectScope } from '../scope.ts'
import type { Value } from '../types/value.ts'
import { valueFromJson, valueToJson } from '../types/value-json.ts'
import { BOOLEAN, listOf, NUMBER, TEXT, type ValueType } from '../types/value-type.ts'

const FIELDS: ReadonlyMap<string, ValueType> = new Map([
  ...(['a', 'b', 'c'] as const).map((name) => [name, NUMBER] as const),
  ...(['s', 't'] as const).map((name) => [name, TEXT] as const),
  ...(['p', 'q'] as const).map((name) => [name, BOOLEAN] as const),
  ['l', listOf(NUMBER)],
])

const OBJECT: ObjectScope = {
  name: 'plain',
  field: (name) => {
    const type = FIELDS.get(name)
    return type === undefined ? undefined : { type }
  },
  fieldNames: () => FIELDS.keys(),
}

type Row = Readonly<Record<string, Json>>

/** Our answer as JavaScript would hold it: numbers as floats. */
function ours(rule: Json, row: Row): unknown {
  const expression = parseExpression(rule, { object: OBJECT })
  const get = (path: readonly string[]): Value => {
    const name = path.join('.')
    return valueFromJson(FIELDS.get(name) ?? TEXT, row[name] ?? null)
  }
  const value = valueToJson(compileEvaluator(expression)({ get }, SAMPLE_CONTEXT))
  return asFloats(value, expression.type)
}

function asFloats(value: Json, type: ValueType): unknown {
  if (value === null) return null
  if (type.kind === 'list' && Array.isArray(value)) return value.map((item) => asFloats(item as Json, type.of))
  return type.kind === 'number' ? Number(value) : value
}

function theirs(rule: Json, row: Row): unknown {
  return jsonLogic.apply(rule as Parameters<typeof jsonLogic.apply>[0], row)
}

const small = fc.integer({ min: -9, max: 9 })
const filledList: fc.Arbitrary<Json> = fc.oneof(
  fc.constant({ var: 'l' }),
  fc.array(small, { minLength: 1, maxLength: 4 }),
)
const ofItem: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), small)
  .map(([operator, number]) => ({ [operator]: [{ var: '' }, number] }))

// Whole numbers keep the oracle's floats exact; its truth of numbers and texts is not ours, so that types are kept apart.
const condition: fc.Arbitrary<Json> = fc.letrec<{ number: Json; boolean: Json; text: Json; list: Json }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: -9, max: 9 }),
    fc.constantFrom({ var: 'a' }, { var: 'b' }, { var: ['c', 3] }),
    fc.tuple(fc.constantFrom('+', '*', 'min', 'max'), tie('number'), tie('number')).map(rule),
    fc.tuple(fc.constantFrom('-'), tie('number'), tie('number')).map(rule),
    tie('number').map((operand) => ({ '-': [operand] })),
    fc.tuple(tie('number'), fc.constantFrom(1, 2, 4, 5)).map(([operand, by]) => ({ '%': [operand, by] })),
    fc.tuple(tie('number'), fc.constantFrom(1, 2, 4)).map(([operand, by]) => ({ '/': [operand, by] })),
    fc.tuple(tie('boolean'), tie('number'), tie('number')).map(([test, yes, no]) => ({ if: [test, yes, no] })),
  ),
  text: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('x', 'y', { var: 's' }, { var: 't' }),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => ({ cat: [a, b] })),
  ),
  boolean: fc.oneof(
    { depthSize: 'small' },
    fc.boolean(),
    fc.constantFrom({ var: 'p' }, { var: 'q' }),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '===', '!=', '!=='), tie('number'), tie('number')).map(rule),
    fc.tuple(fc.constantFrom('<', '<='), tie('number'), tie('number'), tie('number')).map(rule),
    fc.tuple(fc.constantFrom('==', '===', '!=', '!=='), tie('text'), tie('text')).map(rule),
    fc.tuple(tie('text'), fc.constantFrom(['x', 'y'], ['xy'])).map(([one, list]) => ({ in: [one, list] })),
    fc.tuple(fc.constantFrom('and', 'or'), tie('boolean'), tie('boolean')).map(rule),
    fc.tuple(fc.constantFrom('!', '!!'), tie('boolean')).map(rule),
    fc.tuple(tie('number'), tie('list')).map(([one, list]) => ({ in: [one, list] })),
    fc.tuple(fc.constantFrom('some'), tie('list'), ofItem).map(rule),
    fc.tuple(fc.constantFrom('all'), filledList, ofItem).map(rule),
  ),
  list: fc.oneof(
    { depthSize: 'small' },
    filledList,
    fc.tuple(fc.constantFrom('filter'), tie('list'), ofItem).map(rule),
    fc
      .tuple(fc.constantFrom('map'), tie('list'), fc.constantFrom('+', '*', '-'), small)
      .map(([map, list, by, number]) => ({
        [map]: [list, { [by]: [{ var: '' }, number] }],
      })),
  ),
})).boolean

function rule([operator, ...args]: readonly [string, ...Json[]]): Json {
  return { [operator]: args }
}

const row = fc.record({
  ...{ a: fc.integer({ min: -9, max: 9 }), b: fc.integer({ min: -9, max: 9 }), c: fc.integer({ min: 1, max: 9 }) },
  ...{ s: fc.constantFrom('x', 'y', 'z'), t: fc.constantFrom('x', 'xy'), p: fc.boolean(), q: fc.boolean() },
  l: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 4 }),
})

test('agrees with json-logic-js on plain rules over filled fields', () => {
  fc.assert(
    fc.property(condition, row, (plain, values) => {
      expect(ours(plain, values)).toEqual(theirs(plain, values))
    }),
    { numRuns: 3000 },
  )
})

/** Where we differ, and why. */
const DIFFERENCES: readonly (readonly [string, Json, Row, unknown, unknown])[] = [
  ['numbers are decimals, not floats', { '+': [0.1, 0.2] }, {}, 0.3, 0.30000000000000004],
  ['a comparison with blank is false', { '<': [{ var: 'a' }, 5] }, { a: null }, false, true],
  ['blanks are not equal to each other', { '==': [{ var: 'a' }, { var: 'b' }] }, { a: null, b: null }, false, true],
  ['blank spreads through arithmetic', { '+': [{ var: 'a' }, 1] }, { a: null }, null, Number.NaN],
  ['dividing by zero gives blank', { '/': [1, { var: 'a' }] }, { a: 0 }, null, Number.POSITIVE_INFINITY],
  ['min and max skip blanks', { max: [{ var: 'a' }, -1] }, { a: null }, -1, 0],
  ['empty text is blank', { '==': [{ var: 's' }, ''] }, { s: '' }, true, true],
  ['an empty list is blank', { filter: [{ var: 'l' }, { '>': [{ var: '' }, 9] }] }, { l: [1] }, null, []],
  ['all of nothing is true', { all: [{ var: 'l' }, { '>': [{ var: '' }, 9] }] }, { l: [] }, true, false],
  ['an item hides no field', { map: [[1], { var: 'a' }] }, { a: 5 }, [5], [null]],
  ['a condition is true or false', { or: [{ var: 'p' }, { var: 'q' }] }, { p: null, q: null }, false, null],
]

test.each(DIFFERENCES)('differs from json-logic-js: %s', (_why, rule, values, expected, oracle) => {
  expect(ours(rule, values)).toEqual(expected)
  expect(theirs(rule, values)).toEqual(oracle)
})

/** Rules that json-logic-js accepts and we refuse. */
const REFUSED: readonly (readonly [string, Json])[] = [
  ['numbers and texts are not compared', { '==': [1, '1'] }],
  ['texts are not numbers', { '+': ['1', '2'] }],
  ['a number is no condition', { if: [{ var: 'a' }, 1, 2] }],
  ['a number is no condition', { '!': [{ var: 'a' }] }],
  ['a text is no list: use contains', { in: ['x', { var: 's' }] }],
  ['there are no prototypes to walk', { var: 'constructor' }],
  ['there is no whole record', { var: '' }],
  ['branches are of one type', { if: [{ var: 'p' }, 1, 'x'] }],
  ['no loops', { reduce: [[1, 2], { '+': [{ var: 'current' }, { var: 'accumulator' }] }, 0] }],
  ['fields are known, none is missing', { missing: ['a'] }],
  ['fields are known, none is missing', { missing_some: [1, ['a']] }],
  ['no second word for not any', { none: [{ var: 'l' }, { '>': [{ var: '' }, 1] }] }],
  ['lists hold single values', { map: [{ var: 'l' }, [1, 2]] }],
  ['only a condition filters', { filter: [{ var: 'l' }, { var: '' }] }],
  ['an item is only inside its list', { '+': [{ var: '' }, 1] }],
  ['pieces of text are left and right', { substr: ['abc', 1] }],
  ['lists are not merged', { merge: [[1], [2]] }],
  ['nothing is written to a console', { log: 'a' }],
]

test.each(REFUSED)('refuses what json-logic-js accepts: %s %j', (_why, rule) => {
  expect(() => parseExpression(rule, { object: OBJECT })).toThrow(/^EXPRESSION_/)
})
