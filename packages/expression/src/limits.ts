import { AppError, EXPRESSION_LIMIT, type ExpressionLimit } from '@huozi/core'

/** What bounds the work an expression may cause. Every one is refused with EXPRESSION_LIMIT, which names it. */
export const EXPRESSION_LIMITS: Readonly<Record<ExpressionLimit, number>> = Object.freeze({
  /** UTF-8 bytes of the source text, or of all texts and keys in JsonLogic. */
  textBytes: 65_536,
  nodes: 2_000,
  /** Levels of nesting, parentheses included. */
  depth: 50,
  /** References a path may follow. */
  hops: 5,
  /** Decimal digits a number may need. */
  digits: 200,
  /** Operators evaluated in one run, list items included. */
  steps: 10_000,
  /** Steps of a compiled `matches` pattern, repetitions written out. */
  pattern: 1_000,
  /** Characters of a text made while evaluating. */
  textLength: 1_048_576,
  /** Conditions over collections inside each other. */
  levels: 2,
})

/** The refusal for a limit that is exceeded. */
export function limitExceeded(limit: ExpressionLimit): AppError {
  return AppError.of(EXPRESSION_LIMIT, { limit, allowed: EXPRESSION_LIMITS[limit] })
}
