import { AppError, type Json } from '@huozi/core'
import { expect, test } from 'vitest'
import { SAMPLE_CONTEXT, sampleRecord } from './corpus/sample-context.ts'
import { SAMPLE_SCOPE } from './corpus/sample-scope.ts'
import { compileEvaluator } from './evaluate/compile-evaluator.ts'
import { Fuel } from './evaluate/fuel.ts'
import { OPERATORS } from './operators/registry.ts'
import { parseExpression } from './parse-expression.ts'
import type { ExpressionSource } from './typed-node.ts'

const QUICK_MS = 50

function deep(levels: number): Json {
  let json: Json = { var: 'active' }
  for (let level = 0; level < levels; level++) json = { '!': [json] }
  return json
}

const HOSTILE: readonly (readonly [string, () => ExpressionSource, string, string])[] = [
  ['100,000 parentheses', () => '('.repeat(100_000), 'EXPRESSION_LIMIT', 'textBytes'],
  ['60,000 parentheses', () => '('.repeat(60_000), 'EXPRESSION_LIMIT', 'depth'],
  ['51 operators inside each other', () => `${'abs('.repeat(51)}1${')'.repeat(51)}`, 'EXPRESSION_LIMIT', 'depth'],
  ['a tower of not', () => `${'not '.repeat(15_000)}active`, 'EXPRESSION_LIMIT', 'depth'],
  ['a tower of minus', () => `${'-'.repeat(60_000)}amount`, 'EXPRESSION_LIMIT', 'depth'],
  ['JsonLogic 100,000 deep', () => deep(100_000), 'EXPRESSION_LIMIT', 'depth'],
  ['JsonLogic 51 deep', () => deep(51), 'EXPRESSION_LIMIT', 'depth'],
  ['lists in lists', () => JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`) as Json, 'EXPRESSION_LIMIT', 'depth'],
  ['10 MB of text', () => 'a'.repeat(10_000_000), 'EXPRESSION_LIMIT', 'textBytes'],
  ['a million lines', () => new Array<string>(1_000_000).fill('1'), 'EXPRESSION_LIMIT', 'textBytes'],
  ['30,000 Chinese letters', () => `'${'活'.repeat(30_000)}'`, 'EXPRESSION_LIMIT', 'textBytes'],
  [
    'a JsonLogic text of 10 MB',
    () => ({ '==': [{ var: 'name' }, 'a'.repeat(10_000_000)] }),
    'EXPRESSION_LIMIT',
    'textBytes',
  ],
  ['a JsonLogic key of 10 MB', () => ({ ['a'.repeat(10_000_000)]: [] }), 'EXPRESSION_LIMIT', 'textBytes'],
  ['a million JsonLogic arguments', () => ({ '+': new Array<Json>(1_000_000).fill(1) }), 'EXPRESSION_LIMIT', 'nodes'],
  [
    '100,000 keys',
    () => Object.fromEntries(Array.from({ length: 100_000 }, (_, key) => [key, 1])),
    'EXPRESSION_SYNTAX',
    '',
  ],
  ['2,001 terms', () => new Array(2001).fill('1').join('+'), 'EXPRESSION_LIMIT', 'nodes'],
  ['a number of 60,000 digits', () => '9'.repeat(60_000), 'EXPRESSION_LIMIT', 'digits'],
  ['a chain of divisions', () => new Array(40).fill('amount').join(' / '), 'EXPRESSION_LIMIT', 'digits'],
  ['a chain of products', () => new Array(40).fill('amount').join(' * '), 'EXPRESSION_LIMIT', 'digits'],
  ['a path of 20,000 hops', () => `account${'.parent'.repeat(9000)}`, 'EXPRESSION_LIMIT', 'hops'],
  ['60,000 spaces and a stray sign', () => `${' '.repeat(60_000)}#`, 'EXPRESSION_SYNTAX', ''],
  ['an endless text', () => `'${"''".repeat(30_000)}`, 'EXPRESSION_SYNTAX', ''],
  ['a very long name', () => 'x'.repeat(60_000), 'EXPRESSION_NAME_UNKNOWN', ''],
  ['a very long code', () => `stage = '${'x'.repeat(60_000)}'`, 'EXPRESSION_NAME_UNKNOWN', ''],
  ['an infinite number', () => ({ '+': [1, Number.POSITIVE_INFINITY] }), 'EXPRESSION_SYNTAX', ''],
  ['half a surrogate pair', () => "'\ud800'", 'EXPRESSION_SYNTAX', ''],
  ['60,000 square brackets', () => '['.repeat(60_000), 'EXPRESSION_LIMIT', 'depth'],
  ['a list of 30,000 numbers', () => `sum([${'1,'.repeat(30_000)}1])`, 'EXPRESSION_LIMIT', 'nodes'],
  ['a million items', () => ({ sum: [new Array<Json>(1_000_000).fill(1)] }), 'EXPRESSION_LIMIT', 'nodes'],
  [
    'squares of squares in lists',
    () => `${'map('.repeat(8)}scores${', $item * $item)'.repeat(8)}`,
    'EXPRESSION_LIMIT',
    'digits',
  ],
  [
    'a duration that grows without end',
    () => `${'('.repeat(20)}effort${' * amount)'.repeat(20)}`,
    'EXPRESSION_LIMIT',
    'digits',
  ],
  ['a pattern of a million copies', () => "matches(name, '((a{100}){100}){100}')", 'EXPRESSION_LIMIT', 'pattern'],
  ['a pattern of 60,000 groups', () => `matches(name, '${'('.repeat(60_000)}')`, 'EXPRESSION_LITERAL', ''],
  ['a pattern of 60,000 stars', () => `matches(name, '${'a*'.repeat(30_000)}')`, 'EXPRESSION_LIMIT', 'pattern'],
  ['a pattern with a back reference', () => "matches(name, '(a+)+\\1$')", 'EXPRESSION_LITERAL', ''],
  ['a pattern of 10 MB', () => `matches(name, '${'a'.repeat(10_000_000)}')`, 'EXPRESSION_LIMIT', 'textBytes'],
  ['a prototype as an item', () => 'map(scores, $item.__proto__)', 'EXPRESSION_SCOPE', ''],
  ['a prototype as a period', () => "period_of(day, 'constructor')", 'EXPRESSION_LITERAL', ''],
]

test.each(HOSTILE)('refuses %s at once', (_name, make, code, limit) => {
  const source = make()
  const refusal = refusalOf(source)
  expect(Math.min(...[1, 2, 3].map(() => timeOf(source)))).toBeLessThan(QUICK_MS)
  expect(refusal?.code).toBe(code)
  if (limit !== '') expect(refusal?.params).toMatchObject({ limit })
  expect(JSON.stringify(refusal?.params).length).toBeLessThan(400)
})

test('accepts what is just within the limits', () => {
  expect(refusalOf(new Array(1999).fill('1').join('+'))).toBeNull()
  expect(refusalOf(`${'abs('.repeat(49)}1${')'.repeat(49)}`)).toBeNull()
  expect(refusalOf(`${'('.repeat(100)}1${')'.repeat(100)}`)).toBeNull()
  expect(refusalOf('account.parent.parent.parent.parent.name')).toBeNull()
  expect(refusalOf(deep(49))).toBeNull()
})

test('stops an evaluation that uses up its fuel', () => {
  const evaluate = compileEvaluator(parseExpression('amount + rate + visits', SAMPLE_SCOPE))
  expect(() => evaluate(sampleRecord({}), SAMPLE_CONTEXT, new Fuel(0))).toThrow('EXPRESSION_LIMIT')
  expect(evaluate(sampleRecord({}), SAMPLE_CONTEXT, new Fuel(1))).toBeNull()
})

const MANY = Array.from({ length: 400 }, (_, index) => String(index))

const GREEDY: readonly (readonly [string, string, Readonly<Record<string, Json>>, string])[] = [
  ['a loop in a loop', 'sum(map(scores, sum(map(scores, $item))))', { scores: MANY }, 'steps'],
  ['a search in a loop', 'any(scores, $item + 0.5 in scores)', { scores: MANY }, 'steps'],
  ['a long list', 'count(labels)', { labels: new Array<string>(20_000).fill('x') }, 'steps'],
  ['sorting in a loop', 'sum(map(scores, median(weights)))', { scores: MANY, weights: MANY }, 'steps'],
  ['a pattern over 10 MB', "matches(name, '(a+)+$')", { name: 'a'.repeat(10_000_000) }, 'steps'],
  ['joining to 2 MB', "concat(labels, 'x')", { labels: new Array<string>(9000).fill('x'.repeat(240)) }, 'textLength'],
]

test.each(GREEDY)('stops %s at once', (_name, text, record, limit) => {
  const evaluate = compileEvaluator(parseExpression(text, SAMPLE_SCOPE))
  const given = sampleRecord({ record })
  const refusal = () => {
    try {
      return evaluate(given, SAMPLE_CONTEXT)
    } catch (error) {
      return error instanceof AppError ? error.params : error
    }
  }
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    expect(refusal()).toMatchObject({ limit })
    return performance.now() - start
  })
  expect(Math.min(...times)).toBeLessThan(QUICK_MS)
})

/** These hand a list on, or only ask whether it is there. */
const NOT_THROUGH = new Set(['if', 'coalesce', 'is_blank', 'changed'])

test('every operator that goes through a list spends a step for every item', () => {
  const record = sampleRecord({ record: { scores: MANY.slice(0, 100), amount: '1', rate: '1' } })
  for (const { forms } of OPERATORS.filter(({ name }) => !NOT_THROUGH.has(name))) {
    for (const form of forms) {
      const text = (form.split(' → ')[0] ?? '').replaceAll(
        /\{(?:\w+:)?(\w+)\}/g,
        (_, kind: string) => LEAVES[kind] ?? 'amount',
      )
      if (!text.includes('scores')) continue
      const evaluate = compileEvaluator(parseExpression(text, SAMPLE_SCOPE))
      expect(() => evaluate(record, SAMPLE_CONTEXT, new Fuel(99)), text).toThrow('EXPRESSION_LIMIT')
    }
  }
})

const LEAVES: Readonly<Record<string, string>> = {
  ...{
    numbers: 'scores',
    bounds: 'scores',
    number: 'amount',
    text: 'name',
    texts: 'labels',
    dates: 'days',
    date: 'day',
  },
  ...{ boolean: 'active', choice: 'stage', choices: 'tags', references: 'people', reference: 'owner', field: 'scores' },
  ...{ datetime: 'at', time: 'clock', duration: 'effort' },
}

test('stops a text that grows without end', () => {
  const grow = `replace(replace(replace(name, 'a', '${'a'.repeat(2000)}'), 'a', '${'a'.repeat(2000)}'), 'a', 'bb')`
  const evaluate = compileEvaluator(parseExpression(grow, SAMPLE_SCOPE))
  expect(() => evaluate(sampleRecord({ record: { name: 'aaa' } }), SAMPLE_CONTEXT)).toThrow('EXPRESSION_LIMIT')
})

function timeOf(source: ExpressionSource): number {
  const start = performance.now()
  refusalOf(source)
  return performance.now() - start
}

function refusalOf(source: ExpressionSource): AppError | null {
  try {
    parseExpression(source, SAMPLE_SCOPE)
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
