import { EXPRESSION_TYPE, isDecimal, refuse } from '@huozi/core'
import type { TypedNode } from '../typed-node.ts'
import { refuseLiteral } from './coerce.ts'
import { pointerOf } from './resolve-name.ts'
import { refuseType } from './unify.ts'

/** The whole number written as an argument. Throws EXPRESSION_TYPE when it is computed, EXPRESSION_LITERAL when out of range. */
export function literalInteger(node: TypedNode, low: number, high: number): number {
  if (node.kind !== 'literal' || !isDecimal(node.value)) return refuseComputed(node, 'number')
  const integer = Number(node.value)
  const fits = Number.isInteger(integer) && integer >= low && integer <= high
  return fits ? integer : refuseLiteral(node, `${low}…${high}`)
}

/** The text written as an argument. Throws EXPRESSION_TYPE when it is computed. */
export function literalText(node: TypedNode): string {
  return node.kind === 'literal' && typeof node.value === 'string' ? node.value : refuseComputed(node, 'text')
}

/** The text written as an argument, one of the allowed ones. Throws EXPRESSION_TYPE or EXPRESSION_LITERAL. */
export function literalWord<W extends string>(node: TypedNode, allowed: readonly W[]): W {
  const text = literalText(node)
  const found = allowed.find((word) => word === text)
  if (found !== undefined) return found
  return node.kind === 'literal' ? refuseLiteral(node, allowed.join(' | ')) : refuseType(node, 'text')
}

function refuseComputed(node: TypedNode, allowed: string): never {
  if (node.kind === 'literal') return refuseType(node, allowed)
  refuse(EXPRESSION_TYPE, { at: node.at, found: node.kind, allowed: `${allowed} (literal)` }, pointerOf(node.at))
}
