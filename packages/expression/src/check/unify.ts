import { EXPRESSION_TYPE, refuse } from '@huozi/core'
import type { TypedNode } from '../typed-node.ts'
import { BLANK, describeType, type ValueType } from '../types/value-type.ts'
import { coerce } from './coerce.ts'
import { numberType, widest } from './digits.ts'
import { pointerOf } from './resolve-name.ts'

/**
 * One type for several values: that of the first which is neither blank nor text, to which text literals are then
 * read; else text. Throws EXPRESSION_TYPE for the first value that does not fit.
 */
export function unify(given: readonly TypedNode[]): { type: ValueType; nodes: readonly TypedNode[] } {
  const kinds = given.map((node) => node.type)
  const target =
    kinds.find(({ kind }) => kind !== 'blank' && kind !== 'text') ?? kinds.find(({ kind }) => kind === 'text') ?? BLANK
  const nodes = given.map((node) => coerce(node, target) ?? refuseType(node, describeType(target)))
  const type = target.kind === 'number' ? numberType(widest(nodes.map((node) => node.type))) : target
  return { type, nodes: Object.freeze(nodes) }
}

/** Throws EXPRESSION_TYPE: the node is of a type that is not among the allowed ones. */
export function refuseType(node: TypedNode, allowed: string): never {
  refuse(EXPRESSION_TYPE, { at: node.at, found: describeType(node.type), allowed }, pointerOf(node.at))
}
