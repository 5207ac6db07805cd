import type { TypedNode } from '../typed-node.ts'
import { describeType, type ValueKind, type ValueType } from '../types/value-type.ts'
import { coerce } from './coerce.ts'
import { requireKind } from './signatures.ts'
import { refuseType } from './unify.ts'

/** The node as what its place asks for. Throws EXPRESSION_TYPE when it is something else. */
export function requireExpected(node: TypedNode, expected: ValueKind | ValueType): TypedNode {
  if (typeof expected !== 'string') return coerce(node, expected) ?? refuseType(node, describeType(expected))
  return node.type.kind === 'blank' ? node : requireKind(node, expected)
}
