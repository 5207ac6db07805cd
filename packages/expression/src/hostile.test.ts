import { AppError, type Json } from '@huozi/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SAMPLE_CONTEXT, sampleRecord } from './corpus/sample-context.ts'
import { SAMPLE_SCOPE } from './corpus/sample-scope.ts'
import { compileEvaluator } from './evaluate/compile-evaluator.ts'
import { OPERATORS } from './operators/registry.ts'
import { parseExpression } from './parse-expression.ts'
import { isSqlable } from './sql/compile-sql-node.ts'
import type { ExpressionSource } from './typed-node.ts'

/** Anything may be sent; it is either refused with a code or computed. */
function judge(source: ExpressionSource): void {
  try {
    const expression = parseExpression(source, SAMPLE_SCOPE)
    isSqlable(expression)
    compileEvaluator(expression)(sampleRecord({}), SAMPLE_CONTEXT)
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).code).toMatch(/^EXPRESSION_/)
  }
}

const names = OPERATORS.map(({ name }) => name)
const word = fc.constantFrom(
  ...names,
  ...['amount', 'name', 'stage', 'day', 'tags', 'account', 'me', 'old', '$limit', '1', "'a'", "'S1'", "'2026-01-31'"],
  ...[
    '(',
    ')',
    '[',
    ']',
    ',',
    '.',
    'scores',
    'people',
    '$item',
    'blank',
    "'month'",
    "'(a+)+'",
    'blank',
    'true',
    '__proto__',
    'constructor',
    '"',
    "'",
    '#',
    '\n',
  ],
)

const json = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>,
    fc.constantFrom(
      { var: 'amount' },
      { var: 'tags' },
      { var: 'stage' },
      { var: 'old.day' },
      { var: [] },
      { var: '' },
      { var: 'scores' },
      [1, 2],
      [],
      'S1',
      null,
    ),
    fc
      .tuple(
        fc.constantFrom(...OPERATORS.flatMap(({ json: keys }) => keys), '__proto__', 'var'),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([key, args]) => JSON.parse(`{${JSON.stringify(key)}: ${JSON.stringify(args)}}`) as Json),
  ),
})).node

test('no text makes the parser fail in any other way than by a coded refusal', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => judge(words.join(' '))),
    { numRuns: 5000 },
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), judge), { numRuns: 2000 })
})

test('no JsonLogic makes the parser fail in any other way than by a coded refusal', () => {
  fc.assert(fc.property(json, judge), { numRuns: 3000 })
})
