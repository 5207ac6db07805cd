import { EXPRESSION_LITERAL, isDecimal, refuse } from '@huozi/core'
import { literalWord } from '../../check/literal-argument.ts'
import { pointerOf } from '../../check/resolve-name.ts'
import { requireKind } from '../../check/signatures.ts'
import type { Evaluate } from '../../evaluate/evaluate-rule.ts'
import type { Frame } from '../../evaluate/frame.ts'
import type { Boundary, Tier } from '../../numbers/tiers.ts'
import type { CallNode, TypedNode } from '../../typed-node.ts'
import type { Filled } from '../../types/value.ts'
import type { ValueKind } from '../../types/value-type.ts'
import { itemsOf, type ListArgument, requireList } from './list-argument.ts'

const BOUNDARIES = ['lower', 'upper'] as const

/** A number, a list of lower bounds, and a list of what holds from each. */
export interface TierArguments {
  readonly of: TypedNode
  readonly bounds: ListArgument
  readonly values: ListArgument
}

/**
 * The first three arguments of operators over tiers. Written lists must be ascending and of one length. Throws
 * EXPRESSION_TYPE and EXPRESSION_LITERAL.
 */
export function requireTiers(args: readonly TypedNode[], ...kinds: readonly ValueKind[]): TierArguments {
  const [of, bounds, values] = args as [TypedNode, TypedNode, TypedNode]
  const checked = {
    of: requireKind(of, 'number'),
    bounds: requireList(bounds, 'number'),
    values: requireList(values, ...kinds),
  }
  assertAscending(checked.bounds.node)
  assertSameLength(checked.bounds.node, checked.values.node)
  return checked
}

function assertAscending(node: TypedNode): void {
  if (node.kind !== 'list') return
  const numbers = node.items.map((item) => (item.kind === 'literal' && isDecimal(item.value) ? item.value : null))
  for (const [index, number] of numbers.entries()) {
    const before = numbers[index - 1] ?? null
    if (number !== null && before !== null && number.lte(before)) refuseList(node, 'ascending')
  }
}

function assertSameLength(bounds: TypedNode, values: TypedNode): void {
  if (bounds.kind !== 'list' || values.kind !== 'list' || bounds.items.length === values.items.length) return
  refuseList(values, `${bounds.items.length} items`)
}

function refuseList({ at }: TypedNode, allowed: string): never {
  refuse(EXPRESSION_LITERAL, { at, found: '[…]', allowed }, pointerOf(at))
}

/** The fourth argument: which tier a bound belongs to, `lower` when left out. Throws EXPRESSION_LITERAL. */
export function boundaryOf(node: TypedNode | undefined): Boundary {
  return node === undefined ? 'lower' : literalWord(node, BOUNDARIES)
}

/** The boundary of a checked call. */
export function boundaryOfCall({ args }: CallNode): Boundary {
  return boundaryOf(args[3])
}

/** The tiers of a call, those with a blank left out. */
export function tiersOf<V extends Filled>(args: readonly Evaluate[], frame: Frame): readonly Tier<V>[] {
  const values = itemsOf(args[2], frame)
  return itemsOf(args[1], frame).flatMap((from, index) => {
    const value = values[index] ?? null
    return !isDecimal(from) || value === null ? [] : [{ from, value: value as V }]
  })
}
