import { isJsonObject, type Json } from '@huozi/core'
import type { ExpressionSource, ValueSource } from './document.ts'

/** What a Value property says: a literal, or an expression to be evaluated. */
export type ReadValue =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'expression'; readonly source: ExpressionSource }

/** Tells literal and expression apart: `"=text"` and `{"=": …}` are expressions, `"==text"` is the literal `"=text"`. */
export function readValueSource(source: ValueSource): ReadValue {
  if (typeof source === 'string') return readText(source)
  if (!isJsonObject(source) || Object.keys(source).length !== 1 || !Object.hasOwn(source, '=')) {
    return { kind: 'literal', value: source }
  }
  return { kind: 'expression', source: source['='] as ExpressionSource }
}

function readText(source: string): ReadValue {
  if (source.startsWith('==')) return { kind: 'literal', value: source.slice(1) }
  if (source.startsWith('=')) return { kind: 'expression', source: source.slice(1) }
  return { kind: 'literal', value: source }
}
