import type { TypedExpression } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'
import { conditionSql, filterSql } from './expression-sql.ts'
import { checkedRead, HEAD_COLUMNS, headMatches } from './head-check.ts'
import { type PresentedRecord, type Projection, projectFields, type Selection } from './projection.ts'
import type { ListPlan, ReaderRights, ReadTarget } from './read-plan.ts'
import { Relation, type RowRule } from './relation.ts'

/** A compiled read: the statement and how its rows become records. */
export interface CompiledRead {
  readonly statement: Statement
  /** The record of a row; null for the row that only carries the head. */
  readonly read: (row: Row) => PresentedRecord | null
  /** Index of the first column after the record's own, where a list puts the values of its cursor. */
  readonly width: number
}

/** Compiles reading one record by id (slot `id`), or nothing when the reader may not see it. */
export function compileGet(target: ReadTarget, select: readonly Selection[], rights: ReaderRights): CompiledRead {
  const relation = new Relation({ ...target, alias: 't', rules: rights.rules })
  const projection = projectFields(relation, select, rights.visible)
  const condition = sql.join(
    [headMatches('h'), sql`t.id = ${slot('id', 'uuid')}`, live(), rowCondition(rights.rows, relation)],
    sql` and `,
  )
  return finish(target, { relation, projection, tail: sql` where ${condition}` })
}

/**
 * Compiles one page of a list; `after` is the condition and order of the page (see keyset.ts).
 * The number of rows is part of the text: with a parameter the planner would not know that a page is short and would sort everything.
 */
export function compileList(
  plan: ListPlan,
  page: {
    relation: Relation
    extra: readonly RawBuilder<unknown>[]
    after: RawBuilder<unknown> | null
    order: RawBuilder<unknown>
    /** Rows at most. */
    readonly rows: number
  },
): CompiledRead {
  const { relation } = page
  const projection = projectFields(relation, plan.select, plan.rights.visible)
  const conditions = [headMatches('h'), ...listConditions(plan, relation), ...(page.after === null ? [] : [page.after])]
  const tail = sql` where ${sql.join(conditions, sql` and `)} order by ${page.order} limit ${sql.lit(page.rows)}`
  return finish(plan, { relation, projection, extra: page.extra, tail, prepare: preparation(plan) })
}

/** Compiles a count; with `cap` it stops counting one row above it. */
export function compileCount(plan: ListPlan, cap: number | null): Statement {
  const relation = new Relation({ ...plan, alias: 't', rules: plan.rights.rules })
  const where = sql.join([headMatches('h'), ...listConditions(plan, relation)], sql` and `)
  const from = sql`from ${sql.id(plan.schema, plan.object.table)} as t${relation.joins()} where ${where}`
  const counted =
    cap === null
      ? sql`select count(*) ${from}`
      : sql`select count(*) from (select 1 ${from} limit ${cap + 1}::integer) as capped`
  return compileStatement(checkedRead(plan.schema, counted), { salt: plan.version, ...preparation(plan) })
}

/** The best plan of a search depends on what is searched for; filters come in more shapes than a connection can keep. */
function preparation({ where }: ListPlan): Preparation {
  return where === null ? {} : { prepare: !where.isSearch, isAdHoc: true }
}

interface Preparation {
  readonly prepare?: boolean
  readonly isAdHoc?: boolean
}

/** Compiles the planner's estimate of how many rows an object has, deleted ones included; −1 before the first analysis counts as 0. */
export function compileEstimate({ schema, object, version }: ReadTarget): Statement {
  const table = `"${schema}"."${object.table}"`
  const body = sql`select greatest(0, reltuples)::bigint from pg_catalog.pg_class where oid = ${table}::text::pg_catalog.regclass and ${headMatches('h')}`
  return compileStatement(checkedRead(schema, body), { salt: version })
}

/** The conditions of a list: filter, living or deleted rows, the reader's rows. Builds their joins, so call it before `relation.joins()`. */
function listConditions(plan: ListPlan, relation: Relation): RawBuilder<unknown>[] {
  const where = plan.where === null ? [] : [filterSql(plan.where, relation)]
  const state = plan.state === 'living' ? live() : sql`t.deleted_at is not null`
  return [state, ...plan.rows.map((rule) => rowCondition(rule, relation)), ...where]
}

/** SQL of a row rule over the rows of a relation, read with the engine's right. */
export function rowCondition(rule: RowRule, relation: Relation): RawBuilder<unknown> {
  return typeof rule === 'boolean' ? sql`${sql.lit(rule)}` : conditionSql(rule as TypedExpression, relation.asEngine())
}

function live(): RawBuilder<unknown> {
  return sql`t.deleted_at is null`
}

interface ReadParts {
  readonly relation: Relation
  readonly projection: Projection
  /** Columns after those of the projection, for the cursor. */
  readonly extra?: readonly RawBuilder<unknown>[]
  readonly tail: RawBuilder<unknown>
  readonly prepare?: Preparation
}

function finish(target: ReadTarget, { relation, projection, extra = [], tail, prepare }: ReadParts): CompiledRead {
  const columns = sql.join(
    [...projection.columns, ...extra].map((column, index) => sql`${column} as ${sql.id(`c${index}`)}`),
  )
  const body = sql`select ${columns} from ${sql.id(target.schema, target.object.table)} as t${relation.joins()}${tail}`
  return {
    statement: compileStatement(checkedRead(target.schema, body), { salt: target.version, ...prepare }),
    read: (row) => (row[HEAD_COLUMNS] === null ? null : (projection.read(row, HEAD_COLUMNS) as PresentedRecord)),
    width: HEAD_COLUMNS + projection.columns.length,
  }
}
