import { BOOLEAN, type CallNode, type TypedExpression, type TypedNode, toJsonLogic } from '@huozi/expression'

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

function prefixed(node: TypedNode, field: string): TypedNode {
  if (node.kind === 'literal') return node
  if (node.kind === 'list') {
    return Object.freeze({ ...node, items: Object.freeze(node.items.map((item) => prefixed(item, field))) })
  }
  if (node.kind === 'call') {
    return Object.freeze({ ...node, args: Object.freeze(node.args.map((arg) => prefixed(arg, field))) })
  }
  return node.root === 'record' ? Object.freeze({ ...node, path: Object.freeze([field, ...node.path]) }) : node
}

/** An expression nobody wrote: its JsonLogic stands for the author's spelling. */
function withSource(root: TypedNode): TypedExpression {
  const unnamed = { source: '', root, type: BOOLEAN }
  return Object.freeze({ ...unnamed, source: toJsonLogic(unnamed) })
}
