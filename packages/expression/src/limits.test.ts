import { AppError, type Json } from '@huozi/core'
import { expect, test } from 'vitest'
import { SAMPLE_CONTEXT, sampleRecord } from './corpus/sample-context.ts'
import { SAMPLE_SCOPE } from './corpus/sample-scope.ts'
import { compileEvaluator } from './evaluate/compile-evaluator.ts'
import { Fuel } from './evaluate/fuel.ts'
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
