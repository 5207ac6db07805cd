import { type RawBuilder, sql } from 'kysely'
import { constant, type SqlType, slot } from '../statement/statement.ts'
import type { ListPlan, SortKey } from './read-plan.ts'
import type { Relation } from './relation.ts'

/**
 * Where a page starts, by the sort values of the last row before it. Blank values stand last in both directions;
 * pages of rows whose first key is blank are their own statement (`tail`), so that the other pages stay one index range.
 */
export interface KeysetShape {
  readonly part: 'values' | 'tail'
  /** For each sort key whether the last row's value was blank; null for the first page of the part. */
  readonly blanks: readonly boolean[] | null
}

interface Ordered {
  readonly expression: RawBuilder<unknown>
  readonly descending: boolean
  readonly bound: RawBuilder<unknown>
}

/** `order by` of a list: the keys, blanks last, then the id in the direction of the last key so that the order is total. */
export function keysetOrder(plan: ListPlan, relation: Relation, shape: KeysetShape): RawBuilder<unknown> {
  const keys = orderedKeys(plan, relation).slice(shape.part === 'tail' ? 1 : 0)
  const parts = keys.map(({ expression, descending }, index) => {
    const direction = descending ? sql` desc` : sql` asc`
    const isKnown = shape.part === 'values' && index === 0
    return isKnown ? sql`${expression}${direction}` : sql`${expression}${direction} nulls last`
  })
  return sql.join([...parts, sql`t.id${idDescends(plan) ? sql` desc` : sql` asc`}`])
}

/** The condition that a row comes after the last one, or null when every row of the part does. */
export function keysetCondition(plan: ListPlan, relation: Relation, shape: KeysetShape): RawBuilder<unknown> | null {
  const keys = orderedKeys(plan, relation)
  const id: Ordered = { expression: sql`t.id`, descending: idDescends(plan), bound: slot('after_id', 'uuid') }
  const first = keys[0]
  const part =
    first === undefined
      ? null
      : shape.part === 'tail'
        ? sql`${first.expression} is null`
        : sql`${first.expression} is not null`
  if (shape.blanks === null) return part
  const rest = shape.part === 'tail' ? keys.slice(1) : keys
  const blanks = shape.part === 'tail' ? shape.blanks.slice(1) : shape.blanks
  const after = isSimple(rest, id, shape) ? rowAfter(rest, id) : expandedAfter(rest, blanks, id)
  const range = shape.part === 'values' && rest.length > 1 ? notBefore(rest[0]) : null
  const parts = [part, range, after].filter((condition) => condition !== null)
  return sql.join(parts, sql` and `)
}

/** Says of the first key alone what the whole condition implies: gives Postgres an index range to start from. */
function notBefore(key: Ordered | undefined): RawBuilder<unknown> | null {
  return key === undefined ? null : sql`${key.expression} ${key.descending ? sql`<=` : sql`>=`} ${key.bound}`
}

/** Sort values of a row, to make the next cursor from together with the record's id. */
export function keysetColumns(plan: ListPlan, relation: Relation): RawBuilder<unknown>[] {
  return plan.sort.map((key) => sortedValue(relation.value(key.path), key))
}

function orderedKeys(plan: ListPlan, relation: Relation): Ordered[] {
  return plan.sort.map((key, index) => ({
    expression: collated(sortedValue(relation.value(key.path), key), key, plan.collation),
    descending: key.descending,
    bound: collated(slot(`after_${index}`, sortType(key)), key, plan.collation),
  }))
}

function sortType({ order }: SortKey): SqlType {
  if (order.kind === 'choice') return 'integer'
  return order.kind === 'value' ? order.sqlType : 'text'
}

/** What rows are ordered by, and what the cursor keeps: for a choice its place among the others, blank when it has none any more. */
function sortedValue(value: RawBuilder<unknown>, { order }: SortKey): RawBuilder<unknown> {
  return order.kind === 'choice'
    ? sql`pg_catalog.array_position(${constant(order.codes, 'text[]')}, ${value}::text)`
    : value
}

function collated(value: RawBuilder<unknown>, { order }: SortKey, collation: string | null): RawBuilder<unknown> {
  return order.kind === 'text' && collation !== null
    ? sql`(${value} collate ${sql.id('pg_catalog', collation)})`
    : value
}

function idDescends(plan: ListPlan): boolean {
  return plan.sort.at(-1)?.descending ?? true
}

/**
 * One key that is never blank, in the direction of the id: a row comparison, which Postgres answers from one index range.
 * Only the first key of the part of filled values is never blank.
 */
function isSimple(keys: readonly Ordered[], id: Ordered, { part }: KeysetShape): boolean {
  if (keys.length === 0) return true
  return part === 'values' && keys.length === 1 && keys[0]?.descending === id.descending
}

function rowAfter(keys: readonly Ordered[], id: Ordered): RawBuilder<unknown> {
  const all = [...keys, id]
  const operator = id.descending ? sql`<` : sql`>`
  const [left, right] = [sql.join(all.map((key) => key.expression)), sql.join(all.map((key) => key.bound))]
  return sql`(${left}) ${operator} (${right})`
}

/** `k1 after v1, or k1 = v1 and (k2 after v2, or …)`, with blanks after everything else. */
function expandedAfter(keys: readonly Ordered[], blanks: readonly boolean[], id: Ordered): RawBuilder<unknown> {
  const [key, ...rest] = keys
  if (key === undefined) return sql`t.id ${id.descending ? sql`<` : sql`>`} ${id.bound}`
  const further = expandedAfter(rest, blanks.slice(1), id)
  if (blanks[0] === true) return sql`(${key.expression} is null and ${further})`
  const beyond = sql`${key.expression} ${key.descending ? sql`<` : sql`>`} ${key.bound}`
  return sql`(${beyond} or ${key.expression} is null or (${key.expression} = ${key.bound} and ${further}))`
}
