import type { RecordRoot, SqlNode, SqlOperator } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import type { Slot } from '../statement/slot.ts'
import { divide } from './divide.ts'
import { castOf, isBigint, parameter } from './parameter.ts'
import { type AggregateRenderer, renderAggregate } from './render-aggregate.ts'
import { renderCalendar } from './render-calendar.ts'
import { type ArgumentRenderer, renderCall } from './render-call.ts'
import type { CollectionRows, ColumnRef, RowsInScope } from './rows-in-scope.ts'

/** What stands for literals whose values come when the statement is run; the others are constants of the statement. */
export type LiteralSlots = ReadonlyMap<SqlNode, Slot>

const NO_SLOTS: LiteralSlots = new Map()

/**
 * Renders a node of the expression room as SQL. Tenant values only become parameters, each with its cast; context slots
 * stand among the parameters and are filled by `fillContextSlots`. Text is compared under collation "C".
 */
export function renderSqlNode(node: SqlNode, rows: RowsInScope, slots: LiteralSlots = NO_SLOTS): RawBuilder<unknown> {
  return new SqlRenderer(rows, slots).render(node)
}

/** {@link renderSqlNode}, with how much text came of it, in nodes. */
export function renderMeasured(node: SqlNode, rows: RowsInScope): { sql: RawBuilder<unknown>; size: number } {
  const renderer = new SqlRenderer(rows, NO_SLOTS)
  const rendered = renderer.render(node)
  return { sql: rendered, size: renderer.size }
}

type FieldNode = Extract<SqlNode, { kind: 'field' }>
type LiteralNode = Extract<SqlNode, { kind: 'value' }>

/** Renders nodes of one expression. */
class SqlRenderer implements ArgumentRenderer, AggregateRenderer {
  /** Nodes rendered so far, those behind a column among them. */
  size = 0
  private readonly bound = new Map<SqlNode, RawBuilder<unknown>>()

  private readonly slots: LiteralSlots

  /** The rows at hand, those of the expression first, then those of the collections it is inside of. */
  private readonly scopes: RowsInScope[]

  constructor(rows: RowsInScope, slots: LiteralSlots) {
    this.scopes = [rows]
    this.slots = slots
  }

  column({ path, from }: FieldNode): ColumnRef {
    return this.rowsAt(from ?? 'record').column(path)
  }

  rowsAt(root: RecordRoot): RowsInScope {
    const rows = root === 'this' ? this.scopes[0] : this.scopes.at(root === 'record' ? -1 : -2)
    if (rows === undefined) throw new Error(`there are no rows ${root}`)
    return rows
  }

  /** Renders parts of an expression over the records of a collection. */
  inside<T>(rows: CollectionRows, render: () => T): T {
    this.scopes.push(rows)
    const rendered = render()
    this.scopes.pop()
    return rendered
  }

  render(node: SqlNode): RawBuilder<unknown> {
    this.size += node.kind === 'field' ? (this.column(node).size ?? 1) : 1
    const render = RENDERERS[node.kind] as (node: SqlNode, renderer: SqlRenderer) => RawBuilder<unknown>
    return render(node, this)
  }

  number(node: SqlNode): RawBuilder<unknown> {
    return this.isInteger(node) ? sql`${this.render(node)}::numeric` : this.render(node)
  }

  foldedColumn(node: SqlNode): RawBuilder<unknown> | undefined {
    return node.kind === 'field' ? this.column(node).folded : undefined
  }

  isInteger(node: SqlNode): boolean {
    return node.kind === 'field' && this.column(node).isInteger === true
  }

  literal(node: LiteralNode, type: LiteralNode['type'] | 'integer' | 'integer[]' = node.type): RawBuilder<unknown> {
    return parameter(this.slots.get(node) ?? node.value, type)
  }

  /** What stands for a value that is computed once. */
  reference(node: SqlNode): RawBuilder<unknown> {
    const found = this.bound.get(node)
    if (found === undefined) throw new Error('a bound value is used outside its let')
    return found
  }

  /** Names the rows that stand for the items of a list: `unnest(…) with ordinality as "_v0"(_of, _n)`. */
  items(node: Extract<SqlNode, { kind: 'each' | 'exists' }>): {
    from: RawBuilder<unknown>
    order: RawBuilder<unknown>
  } {
    const list = this.render(node.list)
    const name = sql.id(`_v${this.bound.size}`)
    this.bound.set(node.item, sql`${name}._of`)
    return { from: sql`unnest(${list}) with ordinality as ${name}(_of, _n)`, order: sql`${name}._n` }
  }

  /** `offset 0` keeps the planner from copying the value into every place that uses it. */
  let(node: Extract<SqlNode, { kind: 'let' }>): RawBuilder<unknown> {
    const value = this.number(node.value)
    const name = sql.id(`_v${this.bound.size}`)
    this.bound.set(node.bound, sql`${name}.of`)
    return sql`(select ${this.number(node.body)} from (select ${value} as of offset 0) as ${name})`
  }
}

type Renderers = {
  readonly [K in SqlNode['kind']]: (node: Extract<SqlNode, { kind: K }>, renderer: SqlRenderer) => RawBuilder<unknown>
}

const RENDERERS: Renderers = {
  field: (node, renderer) => renderer.column(node).column,
  aggregate: renderAggregate,
  calendar: renderCalendar,
  under: (node, renderer) => {
    const [record, ancestor] = [renderer.render(node.record), renderer.render(node.ancestor)]
    const found = sql`exists (select 1 from ${renderer.rowsAt('record').tree()} as d where d.descendant = ${record} and d.ancestor = ${ancestor})`
    return node.negated ? sql`(not ${found})` : sql`(${found})`
  },
  value: (node, renderer) => {
    if (typeof node.value === 'boolean') return node.value ? sql`true` : sql`false`
    return renderer.literal(node)
  },
  slot: (node) => parameter(node.slot, node.type),
  call: renderCall,
  binary: renderBinary,
  junction: (node, renderer) => {
    const items = node.items.map((item) => renderer.render(item))
    return sql`(${sql.join(items, node.operator === 'and' ? sql` and ` : sql` or `)})`
  },
  isNull: (node, renderer) =>
    node.negated
      ? sql`(${renderer.render(node.operand)} is not null)`
      : sql`(${renderer.render(node.operand)} is null)`,
  isTrue: (node, renderer) =>
    node.negated
      ? sql`(${renderer.render(node.operand)} is not true)`
      : sql`(${renderer.render(node.operand)} is true)`,
  member: (node, renderer) => {
    const [operand, list] = [renderer.render(node.operand), members(node, renderer)]
    return node.negated ? sql`(${operand} <> all(${list}))` : sql`(${operand} = any(${list}))`
  },
  array: (node, renderer) => {
    const items = node.items.map((item) => renderer.number(item))
    return sql`array[${sql.join(items)}]${castOf(node.type)}`
  },
  each: (node, renderer) => {
    const { from, order } = renderer.items(node)
    const [result, where] = [renderer.number(node.result), renderer.render(node.where)]
    return sql`(select array_agg(${result} order by ${order}) from ${from} where ${where})`
  },
  exists: (node, renderer) => {
    const { from } = renderer.items(node)
    return sql`(${node.negated ? sql`not ` : sql``}exists (select from ${from} where ${renderer.render(node.where)}))`
  },
  bound: (node, renderer) => renderer.reference(node),
  let: (node, renderer) => renderer.let(node),
  case: (node, renderer) => sql`case ${branches(node, renderer)} end`,
  match: (node, renderer) => sql`case ${renderer.number(node.operand)} ${branches(node, renderer)} end`,
}

function branches(node: Extract<SqlNode, { kind: 'case' | 'match' }>, renderer: SqlRenderer): RawBuilder<unknown> {
  const parts = node.branches.map(
    ({ when, result }) => sql`when ${renderer.number(when)} then ${renderer.number(result)}`,
  )
  if (node.otherwise !== null) parts.push(sql`else ${renderer.number(node.otherwise)}`)
  return sql.join(parts, sql` `)
}

const OPERATORS: Readonly<Record<Exclude<SqlOperator, '/' | '%'>, RawBuilder<unknown>>> = {
  '+': sql`+`,
  '-': sql`-`,
  '*': sql`*`,
  '=': sql`=`,
  '<>': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
}

type BinaryNode = Extract<SqlNode, { kind: 'binary' }>

function renderBinary(node: BinaryNode, renderer: SqlRenderer): RawBuilder<unknown> {
  if (node.type === 'boolean') return renderComparison(node, renderer)
  const [left, right] = [renderer.number(node.left), renderer.number(node.right)]
  if (node.operator === '/') return divide(left, right)
  if (node.operator === '%') return sql`(${left} % nullif(${right}, 0))`
  return sql`(${left} ${OPERATORS[node.operator]} ${right})`
}

function renderComparison(node: BinaryNode, renderer: SqlRenderer): RawBuilder<unknown> {
  const { left, operator, right } = node
  if (operator === '/' || operator === '%') throw new Error(`${operator} does not compare`)
  const [a, b] = [comparand(left, right, renderer), comparand(right, left, renderer)]
  const collation = right.type === 'text' ? sql` collate "C"` : sql``
  return sql`(${a} ${OPERATORS[operator]} ${b}${collation})`
}

/** Whole numbers looked up in an integer column are bigints, for the same reason as in comparisons. */
function members({ operand, list }: Extract<SqlNode, { kind: 'member' }>, renderer: SqlRenderer): RawBuilder<unknown> {
  const isWhole = list.kind === 'value' && Array.isArray(list.value) && list.value.every((of) => isBigint(String(of)))
  if (isWhole && renderer.isInteger(operand)) return renderer.literal(list, 'integer[]')
  // Without the cast, `any((select …))` would compare with the rows of the subselect.
  return list.kind === 'field' || list.kind === 'value'
    ? renderer.render(list)
    : sql`${renderer.render(list)}${castOf(list.type)}`
}

/** A whole number compared with an integer column is a bigint, so that the column's index is used. */
function comparand(node: SqlNode, other: SqlNode, renderer: SqlRenderer): RawBuilder<unknown> {
  if (!renderer.isInteger(other) || node.kind !== 'value' || !isBigint(String(node.value))) return renderer.render(node)
  return renderer.literal(node, 'integer')
}
