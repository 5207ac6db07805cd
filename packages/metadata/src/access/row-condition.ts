import {
  type AggregateNode,
  BOOLEAN,
  type CallNode,
  type PathNode,
  type TypedExpression,
  type TypedNode,
  toJsonLogic,
} from '@huozi/expression'

/** Which rows: all (true), none (false), or those that meet a condition. */
export type RowCondition = TypedExpression | boolean

/** A condition that is always true or false is known before any row is read. */
export function simplify(condition: TypedExpression): RowCondition {
  const { root } = condition
  return root.kind === 'literal' ? root.value === true : condition
}

/** Rows that meet at least one of the conditions. */
export function anyOf(conditions: readonly RowCondition[]): RowCondition {
  if (conditions.includes(true)) return true
  const distinct = new Map<string, TypedExpression>()
  for (const condition of conditions) {
    if (typeof condition !== 'boolean') distinct.set(JSON.stringify(toJsonLogic(condition)), condition)
  }
  const [first, ...rest] = distinct.values()
  if (first === undefined) return false
  return rest.length === 0 ? first : withSource(disjunction([first, ...rest].map(({ root }) => root)))
}

/** The condition on a record seen from a record that points to it by `field`: `owner = me` becomes `account.owner = me`. */
export function through(field: string, condition: RowCondition): RowCondition {
  return typeof condition === 'boolean' ? condition : withSource(prefixed(condition.root, field))
}

function disjunction(args: readonly TypedNode[]): CallNode {
  const node: CallNode = {
    kind: 'call',
    operator: 'or',
    args: Object.freeze(args),
    results: [],
    type: BOOLEAN,
    at: { pointer: '' },
  }
  return Object.freeze(node)
}

/** @param level of conditions over collections around the node: there, the record is called by other words. */
function prefixed(node: TypedNode, field: string, level = 0): TypedNode {
  const within = (inner: TypedNode) => prefixed(inner, field, level)
  if (node.kind === 'literal') return node
  if (node.kind === 'list') return Object.freeze({ ...node, items: Object.freeze(node.items.map(within)) })
  if (node.kind === 'call') return Object.freeze({ ...node, args: Object.freeze(node.args.map(within)) })
  if (node.kind === 'aggregate') return prefixedAggregate(node, field, level)
  return isOfRecord(node.root, level) ? Object.freeze({ ...node, path: Object.freeze([field, ...node.path]) }) : node
}

function prefixedAggregate(node: AggregateNode, field: string, level: number): AggregateNode {
  const { collection, value, condition } = node
  const path = isOfRecord(collection.root, level) ? Object.freeze([field, ...collection.path]) : collection.path
  const inside = (part: TypedNode | null) => (part === null ? null : prefixed(part, field, level + 1))
  return Object.freeze({
    ...node,
    collection: Object.freeze({ ...collection, path }),
    value: inside(value),
    condition: inside(condition),
  })
}

/** True for what starts at the record the condition is about. */
function isOfRecord(root: PathNode['root'], level: number): boolean {
  if (level === 0) return root === 'record'
  return root === 'this' || (level === 1 && root === 'outer')
}

/** An expression nobody wrote: its JsonLogic stands for the author's spelling. */
function withSource(root: TypedNode): TypedExpression {
  const unnamed = { source: '', root, type: BOOLEAN }
  return Object.freeze({ ...unnamed, source: toJsonLogic(unnamed) })
}
