import { EXPRESSION_NOT_SQL, isRefusal, refuse } from '@huozi/core'
import { findAggregate } from '../aggregates/registry.ts'
import { pointerOf } from '../check/resolve-name.ts'
import { findOperator } from '../operators/registry.ts'
import type { AggregateNode, CallNode, ListNode, PathNode, TypedExpression, TypedNode } from '../typed-node.ts'
import { ContextSlot } from './context-slot.ts'
import { call, FALSE, isTrue, TRUE, value } from './nodes.ts'
import type { SqlCall, SqlMeaning } from './sql-meaning.ts'
import { type SqlBound, type SqlNode, sqlTypeOf } from './sql-node.ts'

/**
 * The expression for the database, as a value: a boolean one is never null unless it is a bare field or a branch.
 * Throws EXPRESSION_NOT_SQL with the operator that the database cannot compute.
 */
export function compileSqlNode({ root }: TypedExpression): SqlNode {
  return compileValue(root, null)
}

/**
 * A boolean expression as a condition for `where`: may be null where it is not satisfied, and keeps comparisons bare,
 * so that indexes are used. Throws EXPRESSION_NOT_SQL.
 */
export function compileSqlCondition({ root }: TypedExpression): SqlNode {
  return compileCondition(root, false, null)
}

/** True when the database can compute the expression, so that it may filter, sort and group. */
export function isSqlable(expression: TypedExpression): boolean {
  try {
    compileSqlNode(expression)
    return true
  } catch (error) {
    if (isRefusal(error, EXPRESSION_NOT_SQL)) return false
    throw error
  }
}

/** What `$item` stands for; null outside operators that go through a list. */
type Item = SqlBound | null

function compileValue(node: TypedNode, item: Item): SqlNode {
  if (node.kind === 'literal') return value(node.value, sqlTypeOf(node.type))
  if (node.kind === 'path') return compilePath(node, item)
  if (node.kind === 'list') return compileList(node, item)
  if (node.kind === 'aggregate') return compileAggregate(node, false, item)
  const meaning = meaningOf(node)
  const given = callOf(node, item)
  return meaning.value?.(given) ?? isTrue(meaning.condition?.(given, false) ?? FALSE, false)
}

function compileCondition(node: TypedNode, negated: boolean, item: Item): SqlNode {
  if (node.kind === 'literal') return (node.value === true) !== negated ? TRUE : FALSE
  if (node.kind === 'call') {
    const { condition } = meaningOf(node)
    if (condition !== undefined) return condition(callOf(node, item), negated)
  }
  if (node.kind === 'aggregate' && findAggregate(node.aggregate).sql === 'exists')
    return compileAggregate(node, negated, item)
  const plain = compileValue(node, item)
  return negated ? isTrue(plain, true) : plain
}

function compileAggregate(node: AggregateNode, negated: boolean, item: Item): SqlNode {
  const { aggregate, collection, value: told, condition, type } = node
  return {
    kind: 'aggregate',
    name: findAggregate(aggregate).sql,
    of: { root: collection.root, path: collection.path },
    value: told === null ? null : compileValue(told, item),
    condition: condition === null ? null : compileCondition(condition, false, item),
    negated,
    type: sqlTypeOf(type),
  }
}

const ZONE: SqlNode = { kind: 'slot', slot: new ContextSlot('zone'), type: 'text' }

function coalesced(of: SqlNode, fallback: SqlNode): SqlNode {
  return of.kind === 'value' ? of : call('coalesce', [of, fallback], 'text')
}

function callOf(node: CallNode, item: Item): SqlCall {
  const arg = (index: number): TypedNode => {
    const found = node.args[index]
    if (found === undefined) throw new Error(`${node.operator} has no argument ${index}`)
    return found
  }
  return {
    node,
    value: (index, inner) => compileValue(arg(index), inner ?? item),
    condition: (index, negated, inner) => compileCondition(arg(index), negated, inner ?? item),
    part: (part) => compileValue(part, item),
    zone: () => (node.zone === undefined ? ZONE : coalesced(compileValue(node.zone, null), ZONE)),
    calendar: () => (node.calendar === undefined ? value(null, 'text') : compileValue(node.calendar, null)),
  }
}

function meaningOf(node: CallNode): SqlMeaning {
  const { sql } = findOperator(node.operator)
  return sql ?? refuse(EXPRESSION_NOT_SQL, { at: node.at, operator: node.operator }, pointerOf(node.at))
}

function compilePath(node: PathNode, item: Item): SqlNode {
  const { root, path, type, at } = node
  if (root === 'item') {
    if (item === null) throw new Error('$item is used outside a list')
    return item
  }
  if (root === 'record') return { kind: 'field', path, type: sqlTypeOf(type) }
  if (root === 'outer' || root === 'this') return { kind: 'field', path, type: sqlTypeOf(type), from: root }
  if (root === 'old') return refuse(EXPRESSION_NOT_SQL, { at, operator: 'old' }, pointerOf(at))
  return { kind: 'slot', slot: new ContextSlot(root, path), type: sqlTypeOf(type) }
}

/** A list of written values is one parameter. */
function compileList({ items, type }: ListNode, item: Item): SqlNode {
  const sqlType = sqlTypeOf(type)
  if (items.length === 0) return value(null, sqlType)
  const values = items.flatMap((one) => (one.kind === 'literal' ? [one.value] : []))
  if (values.length === items.length) return value(values, sqlType)
  return { kind: 'array', items: items.map((one) => compileValue(one, item)), type: sqlType }
}
