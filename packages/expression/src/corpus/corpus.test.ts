import { AppError, type Json } from '@huozi/core'
import { expect, test } from 'vitest'
import { compileEvaluator } from '../evaluate/compile-evaluator.ts'
import { OPERATORS } from '../operators/registry.ts'
import { parseExpression } from '../parse-expression.ts'
import { printExpression } from '../print/print-expression.ts'
import { toJsonLogic } from '../print/to-json-logic.ts'
import { valueToJson } from '../types/value-json.ts'
import { corpusCases } from './corpus.ts'
import type { CorpusCase } from './corpus-case.ts'
import { SAMPLE_CONTEXT, sampleRecord } from './sample-context.ts'
import { SAMPLE_SCOPE } from './sample-scope.ts'

const named = corpusCases().map(({ of, given }) => [of, JSON.stringify(given.expression), given] as const)

test.each(named)('%s: %s', (_of, _text, given) => {
  expect(outcome(given)).toEqual('gives' in given ? given.gives : { refused: given.refused })
})

test('every accepted case survives printing and JsonLogic', () => {
  for (const { given } of corpusCases()) {
    if (!('gives' in given)) continue
    const expression = parseExpression(given.expression, SAMPLE_SCOPE)
    const json = toJsonLogic(expression)
    expect(toJsonLogic(parseExpression(printExpression(expression), SAMPLE_SCOPE))).toEqual(json)
    expect(toJsonLogic(parseExpression(json, SAMPLE_SCOPE))).toEqual(json)
  }
})

test('every operator has at least six cases, among them a blank and a refusal', () => {
  for (const { name, cases } of OPERATORS) {
    expect(cases.length, name).toBeGreaterThanOrEqual(6)
    expect(
      cases.some((given) => 'refused' in given),
      name,
    ).toBe(true)
  }
})

function outcome(given: CorpusCase): Json | { refused: string } {
  try {
    const evaluate = compileEvaluator(parseExpression(given.expression, SAMPLE_SCOPE))
    return valueToJson(evaluate(sampleRecord(given), SAMPLE_CONTEXT))
  } catch (error) {
    if (error instanceof AppError) return { refused: error.code }
    throw error
  }
}
