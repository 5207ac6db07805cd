import { expect, test } from 'vitest'
import { SAMPLE_SCOPE } from './corpus/sample-scope.ts'
import { fieldsOf, viewerFieldsOf } from './fields-of.ts'
import { parseExpression } from './parse-expression.ts'

function fields(text: string): string[] {
  return fieldsOf(parseExpression(text, SAMPLE_SCOPE)).map(({ path, old }) => `${old ? 'old ' : ''}${path.join('.')}`)
}

test('names every path once, in order of appearance', () => {
  expect(fields("amount > 1 and account.level in ('A', 'B') or amount < rate")).toEqual([
    'amount',
    'account.level',
    'rate',
  ])
})

test('tells reading before the change from reading now', () => {
  expect(fields('stage != old.stage and changed(amount)')).toEqual(['stage', 'old stage', 'amount', 'old amount'])
})

test('leaves out the user and variables', () => {
  expect(fields('owner = me and amount > $limit and me.grade > 1')).toEqual(['owner', 'amount'])
})

test('names the fields of the user apart', () => {
  const read = parseExpression('owner = me and amount > 1 and me.grade > 1', SAMPLE_SCOPE)
  expect(viewerFieldsOf(read)).toEqual([['grade']])
})

test('finds fields inside written lists', () => {
  expect(fields('amount in (rate, 1)')).toEqual(['amount', 'rate'])
})
