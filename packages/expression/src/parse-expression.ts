import type { Json } from '@huozi/core'
import { checkExpression } from './check/check-expression.ts'
import { requireExpected } from './check/require-expected.ts'
import { toJsonLogic } from './print/to-json-logic.ts'
import type { Scope } from './scope.ts'
import { parseJsonLogic } from './syntax/parse-json-logic.ts'
import { parseText } from './syntax/parse-text.ts'
import type { SyntaxNode } from './syntax/syntax-node.ts'
import { assertTextSize } from './syntax/tokenizer.ts'
import type { ExpressionSource, TypedExpression } from './typed-node.ts'
import type { ValueKind, ValueType } from './types/value-type.ts'

/** What the place of an expression asks of it. */
export interface ParseOptions {
  /** The type the expression must have: a kind, or a full type, so that text literals are read as its codes or dates. */
  readonly expect?: ValueKind | ValueType
}

/**
 * Reads and checks an expression against the names in scope. The result is frozen and keeps the author's spelling.
 * Throws EXPRESSION_SYNTAX, _NAME_UNKNOWN, _TYPE, _ARGUMENTS, _LITERAL, _SCOPE or _LIMIT; each says where (`params.at`),
 * and the pointer of a refusal points into the source when it is JsonLogic.
 */
export function parseExpression(source: ExpressionSource, scope: Scope, options: ParseOptions = {}): TypedExpression {
  const checked = checkExpression(readSource(source), scope)
  const root = options.expect === undefined ? checked : requireExpected(checked, options.expect)
  const expression = Object.freeze({ source, root, type: root.type })
  scope.accept?.(expression)
  return expression
}

/** An aggregate given in parts, each as its author spelled it. */
export interface AggregateParts {
  /** Name of the aggregate. */
  readonly aggregate: string
  /** Name of the collection, from the record in scope. */
  readonly collection: string
  /** Over the records of the collection; null where the aggregate takes none. */
  readonly value: ExpressionSource | null
  readonly condition: ExpressionSource | null
}

/**
 * Reads `sum(lines, amount, approved)` given as its parts; its source is the JsonLogic of the whole. The places of its
 * refusals lie within the part: read the parts by themselves first to tell which.
 */
export function parseAggregate(parts: AggregateParts, scope: Scope, options: ParseOptions = {}): TypedExpression {
  const at = { pointer: '' }
  const collection: SyntaxNode = { kind: 'name', segments: [parts.collection], at, depth: 1 }
  const sources = [parts.value, parts.condition].filter((source) => source !== null)
  const args = [collection, ...sources.map(readSource)]
  const depth = 1 + Math.max(...args.map((arg) => arg.depth))
  const checked = checkExpression({ kind: 'call', operator: parts.aggregate, args, at, depth }, scope)
  const root = options.expect === undefined ? checked : requireExpected(checked, options.expect)
  const spelled = { source: '', root, type: root.type }
  return Object.freeze({ ...spelled, source: toJsonLogic(spelled) })
}

function readSource(source: ExpressionSource): SyntaxNode {
  if (typeof source === 'string') return parseText(source)
  if (Array.isArray(source)) assertTextSize(source.length)
  return isLines(source) ? parseText(joinLines(source)) : parseJsonLogic(source as Json)
}

function isLines(source: ExpressionSource): source is readonly string[] {
  return Array.isArray(source) && source.length > 0 && source.every((line) => typeof line === 'string')
}

function joinLines(lines: readonly string[]): string {
  assertTextSize(lines.reduce((size, line) => size + line.length + 1, 0))
  return lines.join('\n')
}
