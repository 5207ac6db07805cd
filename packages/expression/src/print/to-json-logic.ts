import { formatDecimal, isDecimal, type Json, parseDecimal } from '@huozi/core'
import { findOperator } from '../operators/registry.ts'
import type { TypedExpression, TypedNode } from '../typed-node.ts'
import type { Value } from '../types/value.ts'
import type { ValueType } from '../types/value-type.ts'
import { collectionText, durationText, pathText, toldOf } from './print-expression.ts'

/** The expression as JsonLogic, the stored and exchanged form; parsing it again gives the same tree. */
export function toJsonLogic({ root }: TypedExpression): Json {
  const json = jsonOf(root)
  // A document's string is expression text and its list of strings lines of text, so that these alone need a key.
  if (Array.isArray(json)) return { list: json }
  return typeof json === 'string' ? { text: json } : json
}

function jsonOf(node: TypedNode): Json {
  if (node.kind === 'literal') return literal(node.value, node.type)
  if (node.kind === 'path') return { var: pathText(node) }
  if (node.kind === 'list') return node.items.map(jsonOf)
  if (node.kind === 'aggregate')
    return { [node.aggregate]: [{ var: collectionText(node) }, ...toldOf(node).map(jsonOf)] }
  const operator = findOperator(node.operator)
  return { [operator.json[0] ?? operator.name]: node.args.map(jsonOf) }
}

function literal(value: Value, type: ValueType): Json {
  if (type.kind === 'duration' && isDecimal(value)) return durationText(value)
  if (isDecimal(value)) {
    const text = formatDecimal(value)
    return survives(text) ? Number(text) : { number: text }
  }
  if (!Array.isArray(value)) return value as Json
  return value.map((item: Value) => literal(item, type.kind === 'list' ? type.of : type))
}

/** True when a JSON number keeps every digit. */
function survives(text: string): boolean {
  const again = String(Number(text))
  return parseDecimal(again)?.eq(text) === true
}
