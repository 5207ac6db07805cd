import { AppError } from '@huozi/core'
import { expect, test } from 'vitest'
import { SAMPLE_SCOPE } from './corpus/sample-scope.ts'
import { type ParseOptions, parseExpression } from './parse-expression.ts'
import type { ExpressionSource } from './typed-node.ts'
import { DATE } from './types/value-type.ts'

function refusal(source: ExpressionSource, options?: ParseOptions): AppError {
  try {
    parseExpression(source, SAMPLE_SCOPE, options)
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('not refused')
}

test.each([
  ['amout > 1', 'At character 1: unknown field "amout"; did you mean "amount"?'],
  ['amount > rte', 'At character 10: unknown field "rte"; did you mean "rate"?'],
  ["stage = 'WAN'", 'At character 9: unknown option "WAN"; did you mean "WON"?'],
  ['rond(amount)', 'At character 1: unknown function "rond"; did you mean "round"?'],
  ["amount + 'x'", 'At character 10: found text, allowed is number.'],
  ["day > '2026-02-30'", "At character 7: '2026-02-30' is not date."],
  ['round(amount, 1, 2)', 'At character 1: "round" takes 1–2 argument(s), found 3.'],
  ['amount >', 'At character 9: found end, expected a value.'],
  ['amount = 1 = 2', 'At character 12: found =, expected and, or or the end: comparisons do not chain.'],
  ["stage = 'S1' and active = name", 'At character 27: found text, allowed is boolean.'],
])('says where and what is wrong in %s', (text, message) => {
  expect(refusal(text).detail('en')).toBe(message)
})

test('says it in Chinese too', () => {
  expect(refusal('amout > 1').detail('zh-CN')).toBe('第 1 个字符处:未知的字段"amout",是否想写"amount"?')
})

test('counts lines in texts of several lines', () => {
  const error = refusal(['amount', '  > rte'])
  expect(error.detail('en')).toBe('At line 2, character 5: unknown field "rte"; did you mean "rate"?')
  expect(error.params).toMatchObject({ at: { line: 2, column: 5, start: 11, end: 14 } })
})

test('points into JsonLogic', () => {
  const error = refusal({ and: [true, { '>': [{ var: 'amout' }, 1] }] })
  expect(error.pointer).toBe('/and/1/>/0/var')
  expect(error.detail('en')).toContain('At /and/1/>/0/var: unknown field "amout"')
})

test('asks for the expected type, and reads texts as it', () => {
  expect(parseExpression("if(active, '2026-01-31', day)", SAMPLE_SCOPE, { expect: 'date' }).type.kind).toBe('date')
  expect(parseExpression("'2026-01-31'", SAMPLE_SCOPE, { expect: DATE }).type.kind).toBe('date')
  expect(parseExpression("if(active, '2026-01-31', '2026-02-01')", SAMPLE_SCOPE, { expect: DATE }).type.kind).toBe(
    'date',
  )
  expect(parseExpression('blank', SAMPLE_SCOPE, { expect: 'boolean' }).type.kind).toBe('blank')
  expect(refusal('amount', { expect: 'boolean' }).code).toBe('EXPRESSION_TYPE')
  expect(refusal("'tomorrow'", { expect: 'date' }).code).toBe('EXPRESSION_LITERAL')
})

test("keeps the author's spelling and cannot be changed", () => {
  const source = ['amount +', ' 1']
  const expression = parseExpression(source, SAMPLE_SCOPE)
  expect(expression.source).toBe(source)
  expect(Object.isFrozen(expression)).toBe(true)
  expect(Object.isFrozen(expression.root)).toBe(true)
})

test('gives old, me and fields only where there are any', () => {
  const bare = { object: null }
  for (const text of ['amount', 'old.amount', 'me', '$x', 'is_new()']) {
    expect(() => parseExpression(text, bare)).toThrow(/^EXPRESSION_(SCOPE|NAME_UNKNOWN)/)
  }
})
