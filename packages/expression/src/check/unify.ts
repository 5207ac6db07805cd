import { EXPRESSION_TYPE, refuse } from '@huozi/core'
import type { TypedNode } from '../typed-node.ts'
import { BLANK, describeType, isOpen, listOf, type ValueType } from '../types/value-type.ts'
import { coerce } from './coerce.ts'
import { amountType, widest } from './digits.ts'
import { pointerOf } from './resolve-name.ts'

/**
 * One type for several values: that of the first which is neither blank nor text, to which text literals are then
 * read; else text, else blank. Throws EXPRESSION_TYPE for the first value that does not fit.
 */
export function unify(given: readonly TypedNode[]): { type: ValueType; nodes: readonly TypedNode[] } {
  const types = given.map((node) => node.type)
  const target = types.find((type) => !isOpen(type)) ?? types.find(({ kind }) => kind !== 'blank') ?? BLANK
  const nodes = given.map((node) => coerce(node, target) ?? refuseType(node, describeType(target)))
  return { type: widestOf(target, nodes), nodes: Object.freeze(nodes) }
}

/** Numbers and durations, and those in lists, have as many digits as the longest of them. */
function widestOf(target: ValueType, nodes: readonly TypedNode[]): ValueType {
  if (target.kind === 'list') return listOf(widestAmount(target.of, nodes))
  return widestAmount(target, nodes)
}

function widestAmount(target: ValueType, nodes: readonly TypedNode[]): ValueType {
  if (target.kind !== 'number' && target.kind !== 'duration') return target
  return amountType(target, widest(nodes.map(({ type }) => (type.kind === 'list' ? type.of : type))))
}

/** Throws EXPRESSION_TYPE: the node is of a type that is not among the allowed ones. */
export function refuseType(node: TypedNode, allowed: string): never {
  refuse(EXPRESSION_TYPE, { at: node.at, found: describeType(node.type), allowed }, pointerOf(node.at))
}
