import type { Json } from '@huozi/core'
import { compileSqlCondition, type TypedExpression, type ValueType } from '@huozi/expression'
import type { FieldModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { divide } from '../expression/divide.ts'
import { renderSqlNode } from '../expression/render-sql-node.ts'
import type { RowsInScope } from '../expression/rows-in-scope.ts'
import { compileStatement, constant, type Statement } from '../statement/statement.ts'
import { rowCondition } from './compile-read.ts'
import { filterSql, valueSql } from './expression-sql.ts'
import type { Filter } from './filter.ts'
import { checkedRead, HEAD_COLUMNS, headMatches } from './head-check.ts'
import type { ReaderRights, ReadTarget, SortKey } from './read-plan.ts'
import { Relation } from './relation.ts'
import { typeReader, type WireReader, wireReader } from './wire-value.ts'

type Sql = RawBuilder<unknown>

/** What records are grouped by. */
export interface GroupKey {
  readonly name: string
  readonly value: TypedExpression
  /** The field the value is, where it is nothing else; decides how it goes on the wire. */
  readonly field: FieldModel | null
  /** Path of the name of what a reference leads to; null when there is none, or the reader may not see it. */
  readonly label: readonly string[] | null
  readonly order: SortKey['order']
}

export type AggregateFunction = 'count' | 'countDistinct' | 'sum' | 'avg' | 'min' | 'max'

/** A figure of each group. Only a count may be of the records themselves (`value` null). */
export interface Measure {
  readonly name: string
  readonly compute: AggregateFunction
  readonly value: TypedExpression | null
  readonly type: ValueType
}

/** Grouped figures as data. */
export interface AggregatePlan extends ReadTarget {
  readonly where: Filter | null
  readonly rights: ReaderRights
  readonly keys: readonly GroupKey[]
  readonly measures: readonly Measure[]
  /** Over the measures, by their names. */
  readonly having: TypedExpression | null
  readonly sort: readonly { readonly name: string; readonly descending: boolean }[]
  readonly collation: string | null
  /** Groups at most. */
  readonly limit: number
}

/** One group: its keys and figures by their names. */
export interface Group {
  readonly [name: string]: Json
}

export interface CompiledAggregate {
  readonly statement: Statement
  /** The group of a row; null for the row that only carries the head. */
  readonly read: (row: Row) => Group | null
}

/**
 * Compiles grouped figures over the living records the reader may see. What is grouped and measured is computed in a
 * subselect first, so that an expression stands once however often its column is named.
 */
export function compileAggregate(plan: AggregatePlan): CompiledAggregate {
  const relation = new Relation({ ...plan, alias: 't', rules: plan.rights.rules })
  const groups = sql`select ${sql.join([...keyColumns(plan), ...measureColumns(plan)])} from (${rowsOf(plan, relation)}) as r${groupBy(plan)}`
  const shown = sql.join([sql`1`, ...shownColumns(plan)].map((column, at) => sql`${column} as ${sql.id(`c${at}`)}`))
  const having =
    plan.having === null ? sql`true` : renderSqlNode(compileSqlCondition(plan.having), figures(plan, relation))
  const body = sql`select ${shown} from (${groups}) as g where ${having}${orderBy(plan)} limit ${constant(plan.limit, 'integer')}`
  return { statement: compileStatement(checkedRead(plan.schema, body), { prepare: false }), read: readerOf(plan) }
}

/** The records with what they are grouped by (`k0 …`, `l0 …`) and what is measured of them (`m0 …`). */
function rowsOf(plan: AggregatePlan, relation: Relation): Sql {
  const keys = plan.keys.map(({ value }, at) => named(valueSql(value, relation).sql, 'k', at))
  const labels = plan.keys.flatMap(({ label }, at) =>
    label === null ? [] : named(sql`(${relation.value(label)})::text`, 'l', at),
  )
  const measured = plan.measures.flatMap(({ value }, at) =>
    value === null ? [] : named(exact(valueSql(value, relation).sql, value.type), 'm', at),
  )
  const rule = rowCondition(plan.rights.rows, relation)
  const where = plan.where === null ? [] : [filterSql(plan.where, relation)]
  const conditions = sql.join([headMatches('h'), sql`t.deleted_at is null`, rule, ...where], sql` and `)
  const columns = sql.join([named(sql`1`, 'x', 0), ...keys, ...labels, ...measured])
  return sql`select ${columns} from ${sql.id(plan.schema, plan.object.table)} as t${relation.joins()} where ${conditions}`
}

function named(value: Sql, letter: string, at: number): Sql {
  return sql`${value} as ${sql.id(`${letter}${at}`)}`
}

/** Whole numbers are added up as decimals: they have no largest sum. */
function exact(value: Sql, { kind }: ValueType): Sql {
  return kind === 'number' || kind === 'duration' ? sql`(${value})::numeric` : value
}

function keyColumns({ keys }: AggregatePlan): Sql[] {
  return keys.flatMap(({ label }, at) => [sql.id(`k${at}`), ...(label === null ? [] : [sql.id(`l${at}`)])])
}

function groupBy(plan: AggregatePlan): Sql {
  return plan.keys.length === 0 ? sql`` : sql` group by ${sql.join(keyColumns(plan))}`
}

function measureColumns({ measures }: AggregatePlan): Sql[] {
  return measures.map(({ compute, value, type }, at) => {
    const figure = COMPUTED[compute](value === null ? null : sql`r.${sql.id(`m${at}`)}`, type)
    return named(figure, 'm', at)
  })
}

const COMPUTED: { readonly [K in AggregateFunction]: (value: Sql | null, type: ValueType) => Sql } = {
  count: (value) => (value === null ? sql`count(*)::numeric` : sql`count(${value})::numeric`),
  countDistinct: (value) => sql`count(distinct ${value})::numeric`,
  sum: (value) => sql`coalesce(sum(${value}), 0)`,
  avg: (value) => divide(sql`sum(${value})`, sql`count(${value})`),
  min: (value, type) => sql`min(${value}${byCodePoint(type)})`,
  max: (value, type) => sql`max(${value}${byCodePoint(type)})`,
}

function byCodePoint({ kind }: ValueType): Sql {
  return kind === 'text' ? sql` collate "C"` : sql``
}

function shownColumns(plan: AggregatePlan): Sql[] {
  return [...keyColumns(plan), ...plan.measures.map((_, at) => sql.id(`m${at}`))]
}

/** The figures of a group as a condition over them names them. */
function figures({ measures }: AggregatePlan, relation: Relation): RowsInScope {
  const unknown = () => {
    throw new Error('A condition over figures reads nothing else')
  }
  const column = ([name]: readonly string[]) => {
    const at = measures.findIndex((measure) => measure.name === name)
    return { column: sql.id('g', `m${at}`) }
  }
  return { column, collection: unknown, calendarDays: () => relation.calendarDays(), tree: unknown }
}

/** The wanted order, then the keys: an order is always total. Blanks stand last. */
function orderBy(plan: AggregatePlan): Sql {
  const wanted = plan.sort.map(({ name, descending }) => {
    const key = plan.keys.findIndex((candidate) => candidate.name === name)
    const measure = plan.measures.findIndex((candidate) => candidate.name === name)
    const value = key === -1 ? sql.id(`m${measure}`) : sortedKey(plan, key)
    return sql`${value}${descending ? sql` desc` : sql` asc`} nulls last`
  })
  const rest = plan.keys.flatMap((_, at) => [sql`${sortedKey(plan, at)} asc nulls last`, sql.id(`k${at}`)])
  const all = [...wanted, ...rest]
  return all.length === 0 ? sql`` : sql` order by ${sql.join(all)}`
}

/** A reference is sorted by the name it shows. */
function sortedKey({ keys, collation }: AggregatePlan, at: number): Sql {
  const key = keys[at]
  const value = key?.label ? sql.id(`l${at}`) : sql.id(`k${at}`)
  const { order } = key ?? {}
  if (order?.kind === 'choice')
    return sql`pg_catalog.array_position(${constant(order.codes, 'text[]')}, ${value}::text)`
  const isText = order?.kind === 'text'
  return isText && collation !== null ? sql`(${value} collate ${sql.id('pg_catalog', collation)})` : value
}

function readerOf({ keys, measures }: AggregatePlan): CompiledAggregate['read'] {
  const readers = keys.map(({ field, value }) => (field === null ? typeReader(value.type) : wireReader(field)))
  const figureReaders = measures.map(({ compute, type }): WireReader => (isCount(compute) ? Number : typeReader(type)))
  return (row) => {
    if (row[HEAD_COLUMNS] === null) return null
    const group: { [name: string]: Json } = {}
    let at = HEAD_COLUMNS + 1
    const next = () => row[at++] ?? null
    keys.forEach(({ name, value, label }, index) => {
      const text = next()
      const shown = label === null ? null : next()
      const reads = readers[index]
      const isReference = value.type.kind === 'reference'
      group[name] = text === null ? null : isReference ? { id: text, label: shown } : (reads?.(text) ?? null)
    })
    measures.forEach(({ name }, index) => {
      const text = next()
      group[name] = text === null ? null : (figureReaders[index]?.(text) ?? null)
    })
    return group
  }
}

function isCount(compute: AggregateFunction): boolean {
  return compute === 'count' || compute === 'countDistinct'
}
