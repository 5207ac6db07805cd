import type { Value } from '../types/value.ts'
import type { SqlAggregate, SqlBound, SqlBranch, SqlFunction, SqlNode, SqlOperator, SqlType } from './sql-node.ts'

/** A parameter. */
export function value(of: Value, type: SqlType): SqlNode {
  return { kind: 'value', value: of, type }
}

/** A call of a database function; `option` is a word of ours, such as a unit. */
export function call(name: SqlFunction, args: readonly SqlNode[], type: SqlType, option?: string | number): SqlNode {
  return option === undefined ? { kind: 'call', name, args, type } : { kind: 'call', name, args, type, option }
}

/** Arithmetic on numbers. */
export function arithmetic(operator: SqlOperator, left: SqlNode, right: SqlNode): SqlNode {
  return { kind: 'binary', operator, left, right, type: 'numeric' }
}

export const TRUE: SqlNode = value(true, 'boolean')
export const FALSE: SqlNode = value(false, 'boolean')

/** All of (`and`) or one of (`or`) the conditions; constants fold away. */
export function junction(operator: 'and' | 'or', items: readonly SqlNode[]): SqlNode {
  const absorbing = operator === 'or'
  const flat = items.flatMap((item) => (item.kind === 'junction' && item.operator === operator ? item.items : [item]))
  const left = flat.filter((item) => !isConstant(item, !absorbing))
  if (left.some((item) => isConstant(item, absorbing))) return absorbing ? TRUE : FALSE
  const [only, ...more] = left
  if (only === undefined) return absorbing ? FALSE : TRUE
  return more.length === 0 ? only : { kind: 'junction', operator, items: left, type: 'boolean' }
}

/** True for a condition that is always `wanted`. */
function isConstant(node: SqlNode, wanted: boolean): boolean {
  return node.kind === 'value' && node.value === wanted
}

/** `operand is [not] null`. */
export function isNull(operand: SqlNode, negated: boolean): SqlNode {
  return { kind: 'isNull', operand, negated, type: 'boolean' }
}

/** The condition as a value that is never null; negated, its exact opposite. */
export function isTrue(operand: SqlNode, negated: boolean): SqlNode {
  if (operand.kind === 'value') return value((operand.value === true) !== negated, 'boolean')
  if (!mayBeNull(operand) && !negated) return operand
  return { kind: 'isTrue', operand, negated, type: 'boolean' }
}

/** `case when … then … else … end`. */
export function cases(branches: readonly SqlBranch[], otherwise: SqlNode | null, type: SqlType): SqlNode {
  return { kind: 'case', branches, otherwise, type }
}

const NEVER_NULL: ReadonlySet<SqlAggregate> = new Set(['count', 'exists', 'sum'])

/** Whether a node can be null in a row. */
function mayBeNull(node: SqlNode): boolean {
  if (node.kind === 'value') return node.value === null
  if (node.kind === 'slot') return node.slot.name === 'me' || node.slot.name === 'variable'
  if (node.kind === 'junction') return node.items.some(mayBeNull)
  if (node.kind === 'aggregate') return !NEVER_NULL.has(node.name)
  return (
    node.kind !== 'isNull' &&
    node.kind !== 'isTrue' &&
    node.kind !== 'exists' &&
    node.kind !== 'under' &&
    node.kind !== 'array'
  )
}

/** So small a node may be written twice: nesting cannot double what was doubled before. */
const CHEAP_NODES = 12

/** Calls that cost more than they look. */
const DEAR: ReadonlySet<SqlFunction> = new Set(['fold', 'lower', 'upper', 'dateInZone', 'midnightInZone'])

const SUBQUERIES: ReadonlySet<SqlNode['kind']> = new Set(['let', 'each', 'exists', 'aggregate', 'calendar', 'under'])

/** Cheap to compute twice, and then better for indexes than a value computed once in a subselect. */
function isCheap(node: SqlNode): boolean {
  return weigh(node, CHEAP_NODES) >= 0
}

/** What is left of `budget` after counting a node and all below it; negative when it is not enough. */
function weigh(node: SqlNode, budget: number): number {
  if (SUBQUERIES.has(node.kind)) return -1
  if (node.kind === 'call' && (DEAR.has(node.name) || node.name.startsWith('list'))) return -1
  return childrenOf(node).reduce((left, child) => (left < 0 ? left : weigh(child, left)), budget - 1)
}

function childrenOf(node: SqlNode): readonly SqlNode[] {
  if (node.kind === 'call') return node.args
  if (node.kind === 'binary') return [node.left, node.right]
  if (node.kind === 'junction' || node.kind === 'array') return node.items
  if (node.kind === 'member') return [node.operand, node.list]
  if (node.kind === 'isNull' || node.kind === 'isTrue') return [node.operand]
  if (node.kind !== 'case' && node.kind !== 'match') return []
  const operand = node.kind === 'match' ? [node.operand] : []
  const otherwise = node.otherwise === null ? [] : [node.otherwise]
  return [...operand, ...node.branches.flatMap(({ when, result }) => [when, result]), ...otherwise]
}

/** Uses a value several times without computing it several times; nesting must not double the statement. */
export function bind(of: SqlNode, use: (value: SqlNode) => SqlNode): SqlNode {
  if (isCheap(of)) return use(of)
  const bound: SqlBound = { kind: 'bound', type: of.type }
  const body = use(bound)
  return { kind: 'let', bound, value: of, body, type: body.type }
}

/** `then` when the operand lies within two constants, else null. */
export function whenBetween(
  operand: SqlNode,
  [low, high]: readonly [SqlNode, SqlNode],
  then: (value: SqlNode) => SqlNode,
): SqlNode {
  return bind(operand, (of) => {
    const result = then(of)
    return cases([{ when: between(of, [low, high], false), result }], null, result.type)
  })
}

/** `low <= operand and operand <= high`, or the exact opposite. */
export function between(operand: SqlNode, [low, high]: readonly [SqlNode, SqlNode], negated: boolean): SqlNode {
  return bind(operand, (of) =>
    junction(negated ? 'or' : 'and', [compare('>=', of, low, negated), compare('<=', of, high, negated)]),
  )
}

const OPPOSITE: Readonly<Partial<Record<SqlOperator, SqlOperator>>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

/**
 * A comparison, or its exact opposite, which is true where a side is null. Negation stays in a form an index can
 * answer (`a <= 5 or a is null`) as long as that computes nothing twice.
 */
export function compare(operator: SqlOperator, left: SqlNode, right: SqlNode, negated: boolean): SqlNode {
  const opposite = OPPOSITE[operator]
  const plain: SqlNode = { kind: 'binary', operator, left, right, type: 'boolean' }
  if (!negated) return plain
  if (opposite === undefined || !isCheap(left) || !isCheap(right)) return isTrue(plain, true)
  const nulls = [left, right].filter(mayBeNull).map((side) => isNull(side, false))
  return junction('or', [{ ...plain, operator: opposite }, ...nulls])
}

/** The operand is among the members of a list, or the exact opposite. */
export function member(operand: SqlNode, list: SqlNode, negated: boolean): SqlNode {
  const plain: SqlNode = { kind: 'member', operand, list, negated: false, type: 'boolean' }
  if (!negated) return plain
  if (!isCheap(operand) || mayBeNull(list)) return isTrue(plain, true)
  return junction('or', [{ ...plain, negated: true }, ...(mayBeNull(operand) ? [isNull(operand, false)] : [])])
}
