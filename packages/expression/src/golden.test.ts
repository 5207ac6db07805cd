import type { Json } from '@huozi/core'
import { expect, test } from 'vitest'
import { SAMPLE_CONTEXT, sampleRecord } from './corpus/sample-context.ts'
import { SAMPLE_SCOPE } from './corpus/sample-scope.ts'
import { compileEvaluator } from './evaluate/compile-evaluator.ts'
import { parseExpression } from './parse-expression.ts'
import { valueToJson } from './types/value-json.ts'

/** Figures worked out by hand and from public sources, which the operators must give to the cent. */

function value(expression: string, record: Readonly<Record<string, Json>> = {}, context = SAMPLE_CONTEXT): Json {
  return valueToJson(compileEvaluator(parseExpression(expression, SAMPLE_SCOPE))(sampleRecord({ record }), context))
}

const TIERS = '[0, 100000, 300000], [2, 3, 5]'

test.each([
  ['350000', '10500', '17500', '17500'],
  ['300000', '8000', '15000', '9000'],
])('tiers: %s earns %s by pieces, %s or %s as a whole', (amount, marginal, lower, upper) => {
  expect(value(`tier_marginal(amount, ${TIERS}) / 100`, { amount })).toBe(marginal)
  expect(value(`tier_flat(amount, ${TIERS}) / 100`, { amount })).toBe(lower)
  expect(value(`tier_flat(amount, ${TIERS}, 'upper') / 100`, { amount })).toBe(upper)
})

test('tiers: what comes on top earns the difference, and all pieces add up to the whole', () => {
  const earned = [
    ['80000', '0'],
    ['150000', '80000'],
    ['120000', '230000'],
  ].map(([amount = '', rate = '']) => value(`tier_marginal(amount, ${TIERS}, rate) / 100`, { amount, rate }))
  expect(earned).toEqual(['1600', '4300', '4600'])
  expect(value(`tier_marginal(amount, ${TIERS}) / 100`, { amount: '390000' })).toBe('12500')
  expect(value(`tier_marginal(40000, ${TIERS}, 350000) / 100`)).toBe('2000')
})

test.each([
  ['85.00', 'A'],
  ['84.995', 'A'],
  ['84.994', 'B'],
  ['120', 'S'],
  ['59.999', 'C'],
  ['59.99', 'D'],
  ['84.5', 'B'],
])('bands: %s is %s', (amount, grade) => {
  expect(value("band(round(amount, 2), [0, 60, 70, 85, 95], ['D', 'C', 'B', 'A', 'S'])", { amount })).toBe(grade)
})

test('bands: 1.5 on a scale from 1.0, 1.6 is the first grade without being rounded', () => {
  expect(value('band(amount, [1, 1.6], [1, 2])', { amount: '1.5' })).toBe('1')
})

test('days: the same instant is another day in another zone', () => {
  const now = Date.parse('2026-02-25T07:30:00Z')
  const overdue = "today() > date('2026-02-24')"
  expect(value(overdue, {}, { ...SAMPLE_CONTEXT, now, zone: 'Asia/Shanghai' })).toBe(true)
  expect(value(overdue, {}, { ...SAMPLE_CONTEXT, now, zone: 'America/Los_Angeles' })).toBe(false)
  const late = (zone: string) => value("days_between('2026-02-24', today())", {}, { ...SAMPLE_CONTEXT, now, zone })
  expect([late('Asia/Shanghai'), late('America/Los_Angeles')]).toEqual(['1', '0'])
})

test('expected revenue, cumulative forecast and rates of a funnel', () => {
  const expected = ['50', '50', '100'].map((rate) => value('amount * rate / 100', { amount: '100000', rate }))
  expect(expected).toEqual(['50000', '50000', '100000'])
  expect(['sum([50, 100])', 'sum([50, 100, 150])', 'sum([100, 150, 200])'].map((text) => value(text))).toEqual([
    ...['150', '300', '450'],
  ])
  const reached = ['120 / 200', '72 / 120', '36 / 72', '18 / 36'].map((step) => value(`round(100 * ${step}, 2)`))
  expect(reached).toEqual(['60', '60', '50', '50'])
  expect(value('round(100 * 18 / 200, 2)')).toBe('9')
  expect(value('round(100 * 18 / 108, 2)')).toBe('16.67')
})

test('splits: parts in whole cents add up to the total', () => {
  expect(value('allocate(100000.01, [33.33, 33.33, 33.34])')).toEqual(['33330', '33330', '33340.01'])
  expect(value('allocate(100000, [12000, 9500, 8000])')).toEqual(['40677.97', '32203.39', '27118.64'])
  expect(value('allocate(23, [20, 70, 10], 1)')).toEqual(['5', '16', '2'])
  expect(value('allocate(4, [33.3, 33.4, 33.3], 1)')).toEqual(['1', '2', '1'])
  expect(value('allocate(19, [10, 20, 40, 20, 10], 1)')).toEqual(['2', '4', '7', '4', '2'])
  expect(value('sum(allocate(100000.01, [33.33, 33.33, 33.34])) = amount', { amount: '100000.01' })).toBe(true)
})
