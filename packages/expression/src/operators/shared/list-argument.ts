import { coerce } from '../../check/coerce.ts'
import { refuseType } from '../../check/unify.ts'
import type { Evaluate, EvaluateRule } from '../../evaluate/evaluate-rule.ts'
import type { Frame } from '../../evaluate/frame.ts'
import type { Scope } from '../../scope.ts'
import { itemTypeOf, type SqlBound, sqlTypeOf } from '../../sql/sql-node.ts'
import type { CallNode, TypedNode } from '../../typed-node.ts'
import type { Filled, Value } from '../../types/value.ts'
import { listOf, NUMBER, TEXT, type ValueKind, type ValueType } from '../../types/value-type.ts'

/** A list and what its items are. */
export interface ListArgument {
  readonly node: TypedNode
  readonly of: ValueType
}

/**
 * The node as a list of items of one of the kinds; `blank` and `[]` are read as a list of the first. Throws
 * EXPRESSION_TYPE.
 */
export function requireList(node: TypedNode, ...kinds: readonly ValueKind[]): ListArgument {
  const { type } = node
  if (type.kind === 'list' && kinds.includes(type.of.kind)) return { node, of: type.of }
  const of = kinds.includes('number') ? NUMBER : TEXT
  const read =
    type.kind === 'blank' || (type.kind === 'list' && type.of.kind === 'blank') ? coerce(node, listOf(of)) : null
  return read === null ? refuseType(node, kinds.map((kind) => `list(${kind})`).join(' | ')) : { node: read, of }
}

const ITEMS = ['text', 'number', 'boolean', 'date', 'datetime', 'time', 'duration', 'choice', 'reference'] as const

/** The node as a list of anything. Throws EXPRESSION_TYPE. */
export function requireAnyList(node: TypedNode): TypedNode {
  return node.type.kind === 'list' || node.type.kind === 'blank'
    ? requireList(node, ...ITEMS).node
    : refuseType(node, 'list')
}

/** True for a node that is a list, as far as operators go that also take single values. */
export function isList(node: TypedNode | undefined): boolean {
  return node?.type.kind === 'list'
}

/** The scope of an argument that is evaluated for every item of the list before it. Throws EXPRESSION_TYPE for no list. */
export function scopeOfItems([list]: readonly TypedNode[], scope: Scope): Scope {
  if (list === undefined) return scope
  if (list.type.kind === 'blank') return { ...scope, item: list.type }
  return { ...scope, item: list.type.kind === 'list' ? list.type.of : refuseType(list, 'list') }
}

/** All items, blanks among them; every item costs a step. */
export function itemsOf(list: Evaluate | undefined, frame: Frame): readonly Value[] {
  const items = (list?.(frame) ?? []) as readonly Value[]
  frame.fuel.spend(items.length)
  return items
}

/** The items that are not blank. */
export function filledItems(list: Evaluate | undefined, frame: Frame): readonly Filled[] {
  return itemsOf(list, frame).filter((item) => item !== null)
}

/** The rule of operators over one list that skip blanks; the type rule has guaranteed what the items are. */
export function overItems<V extends Filled>(apply: (items: readonly V[]) => Value): EvaluateRule {
  return ([list]) =>
    (frame) =>
      apply(filledItems(list, frame) as readonly V[])
}

/** The same with one more argument, which makes the result blank when it is blank. */
export function overItemsWith<V extends Filled, A extends Filled>(
  apply: (items: readonly V[], argument: A) => Value,
): EvaluateRule {
  return ([list, argument]) =>
    (frame) => {
      const given = argument?.(frame) ?? null
      const items = filledItems(list, frame)
      return given === null ? null : apply(items as readonly V[], given as A)
    }
}

/** What stands for an item of the list a call goes through. */
export function itemOf({ args }: CallNode): SqlBound {
  return { kind: 'bound', type: itemTypeOf(sqlTypeOf(args[0]?.type ?? TEXT)) }
}
