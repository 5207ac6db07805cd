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
import { sampleScope } from './sample-scope.ts'

const named = corpusCases().map(({ of, given }) => [of, JSON.stringify(given.expression), given] as const)

test.each(named)('%s: %s', (_of, _text, given) => {
  expect(outcome(given)).toEqual('gives' in given ? given.gives : { refused: given.refused })
})

test('every accepted case survives printing and JsonLogic', () => {
  for (const { given } of corpusCases()) {
    if (!('gives' in given)) continue
    const scope = sampleScope(given)
    const expression = parseExpression(given.expression, scope)
    const json = toJsonLogic(expression)
    expect(toJsonLogic(parseExpression(printExpression(expression), scope))).toEqual(json)
    expect(toJsonLogic(parseExpression(json, scope))).toEqual(json)
  }
})

/** What an operator's cases must show, so that nobody writes twelve times the same. */
const KINDS: Readonly<Record<string, (given: CorpusCase) => boolean>> = {
  'an answer': (given) => 'gives' in given && given.gives !== null,
  blank: (given) => JSON.stringify(given).includes('null') || JSON.stringify(given.expression).includes('blank'),
  refused: (given) => 'refused' in given,
  'large or at an edge': (given) => /\d{12}|9999-|0001-|.{1000}/.test(JSON.stringify(given)),
}

test.each(OPERATORS.map((operator) => [operator.name, operator] as const))(
  '%s has at least twelve different cases: answers, blanks, refusals, something large',
  (_name, { cases }) => {
    expect(new Set(cases.map((given) => JSON.stringify(given))).size).toBeGreaterThanOrEqual(12)
    const missing = Object.keys(KINDS).filter((kind) => !cases.some((given) => KINDS[kind]?.(given)))
    expect(missing).toEqual([])
  },
)

function outcome(given: CorpusCase): Json | { refused: string } {
  try {
    const evaluate = compileEvaluator(parseExpression(given.expression, sampleScope(given)))
    return valueToJson(evaluate(sampleRecord(given), SAMPLE_CONTEXT))
  } catch (error) {
    if (error instanceof AppError) return { refused: error.code }
    throw error
  }
}
