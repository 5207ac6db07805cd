import { EXPRESSION_LIMIT, isRefusal } from '@huozi/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExpression } from '../parse-expression.ts'
import { printExpression } from '../print/print-expression.ts'
import { toJsonLogic } from '../print/to-json-logic.ts'
import type { TypedExpression } from '../typed-node.ts'
import { FORMS, type Form, growForm } from './random-expression.ts'
import { SAMPLE_SCOPE } from './sample-scope.ts'

const seeds = fc.array(fc.nat(), { minLength: 1, maxLength: 60 })

test('parse(print(x)) is x, and so is parse(toJsonLogic(x))', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FORMS), seeds, (form, numbers) => {
      const expression = parsed(grow(form, numbers))
      if (expression === null) return
      const json = toJsonLogic(expression)
      const again = parseExpression(printExpression(expression), SAMPLE_SCOPE)
      expect(toJsonLogic(again)).toEqual(json)
      expect(again.type).toEqual(expression.type)
      expect(printExpression(again)).toBe(printExpression(expression))
      expect(toJsonLogic(parseExpression(json, SAMPLE_SCOPE))).toEqual(json)
    }),
    { numRuns: 2000 },
  )
})

function grow(form: Form, numbers: readonly number[]): string {
  let at = 0
  return growForm(form, 4, (count) => (numbers[at++ % numbers.length] ?? 0) % count)
}

/** Null when the digits add up to too many. */
function parsed(text: string): TypedExpression | null {
  try {
    return parseExpression(text, SAMPLE_SCOPE)
  } catch (error) {
    if (isRefusal(error, EXPRESSION_LIMIT)) return null
    throw error
  }
}
