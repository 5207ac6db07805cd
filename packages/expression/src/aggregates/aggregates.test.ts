import { AppError, EXPRESSION_LIMIT, EXPRESSION_NOT_LOADED } from '@huozi/core'
import { expect, test } from 'vitest'
import { SAMPLE_CONTEXT } from '../corpus/sample-context.ts'
import { SAMPLE_SCOPE } from '../corpus/sample-scope.ts'
import { compileEvaluator } from '../evaluate/compile-evaluator.ts'
import type { PathSource } from '../evaluate/frame.ts'
import { collectionReads, fieldsOf, viewerFieldsOf } from '../fields-of.ts'
import { parseExpression } from '../parse-expression.ts'
import { printExpression } from '../print/print-expression.ts'
import { AGGREGATES } from './registry.ts'

const parsed = (text: string) => parseExpression(text, SAMPLE_SCOPE)

function refusal(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test('every aggregate has at least twelve cases over records', () => {
  for (const { name, cases } of AGGREGATES) {
    expect(cases.filter((given) => 'gives' in given).length, name).toBeGreaterThanOrEqual(12)
  }
})

test.each([
  ['count(linez)', 'linez', 'lines', 7],
  ['sum(lines, amonut)', 'amonut', 'amount', 12],
  ['sum(account.dealz, amount)', 'dealz', 'deals', 5],
  ['exists(lines, exists(parts, outer.amuont > 1))', 'amuont', 'amount', 29],
])('%s is refused with its place and the nearest name', (text, name, nearest, column) => {
  const { code, params } = refusal(() => parsed(text))
  expect(code).toBe('EXPRESSION_NAME_UNKNOWN')
  expect(params).toMatchObject({ name, nearest, at: { column } })
})

test('records that are not loaded are not taken for none', () => {
  const record: PathSource = { get: () => null }
  const { code, params } = refusal(() => compileEvaluator(parsed('count(lines) = 0'))(record, SAMPLE_CONTEXT))
  expect(code).toBe(EXPRESSION_NOT_LOADED.code)
  expect(params).toMatchObject({ collection: 'lines', at: { column: 1 } })
})

test('records cost fuel: ten thousand are too many', () => {
  const line: PathSource = { get: () => null }
  const record: PathSource = { get: () => null, collection: () => new Array<PathSource>(10_001).fill(line) }
  const failed = refusal(() => compileEvaluator(parsed('count(lines)'))(record, SAMPLE_CONTEXT))
  expect([failed.code, failed.params]).toMatchObject([EXPRESSION_LIMIT.code, { limit: 'steps' }])
})

test('tells what is read of the record from what is read of the records of its collections', () => {
  const expression = parsed(
    'exists(lines, amount > this.rate and owner = me and me.grade > 1 and exists(parts, amount = outer.account.credit)) or count(account.deals, won) > 1',
  )
  expect(fieldsOf(expression).map(({ path }) => path.join('.'))).toEqual(['rate', 'account'])
  expect(collectionReads(expression).map(({ path }) => path.join('.'))).toEqual([
    ...[
      'lines.sample',
      'lines.amount',
      'lines.owner',
      'lines.parts.line',
      'lines.parts.amount',
      'lines.account.credit',
    ],
    ...['account.deals.account', 'account.deals.won'],
  ])
  expect(viewerFieldsOf(expression)).toEqual([['grade']])
})

test('is printed as it is read', () => {
  const text = 'sum(lines, amount * this.rate, exists(parts, name = outer.name)) > count(account.deals)'
  expect(printExpression(parsed(text))).toBe(text)
})
