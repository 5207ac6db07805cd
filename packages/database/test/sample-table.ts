import type { Json } from '@huozi/core'
import {
  BLANK,
  compileSqlCondition,
  compileSqlNode,
  fold,
  SAMPLE_CALENDARS,
  SAMPLE_CONTEXT,
  SAMPLE_OBJECT,
  SAMPLE_TREE,
  type SampleObject,
  type SqlType,
  sampleCalendar,
  sampleChildren,
  sampleValues,
  sqlTypeOf,
  type TypedExpression,
  type Value,
  type ValueType,
  valueFromJson,
  valueToJson,
} from '@huozi/expression'
import { type CompiledQuery, Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { openDatabase } from '../src/connection/database.ts'
import { fillContextSlots } from '../src/expression/parameter.ts'
import { renderSqlNode } from '../src/expression/render-sql-node.ts'
import type { CollectionRows, ColumnRef, RowsInScope } from '../src/expression/rows-in-scope.ts'
import { createCalendarDays, replaceCalendarDays } from '../src/schema/calendar-days.ts'

/** An expression and the row it is computed for. */
export interface Computation {
  readonly expression: TypedExpression
  readonly row: number
}

/** A table with a column for every path of the corpus' sample object, in a schema of its own. */
export interface SampleTable {
  /** Stores records, values by path; gives their row numbers. */
  insert(records: readonly Readonly<Record<string, Json>>[]): Promise<number[]>
  /** Computes all in one statement, as values of the expressions' types. */
  compute(given: readonly Computation[]): Promise<Value[]>
  /** The positions of the boolean expressions whose row a `where` with them finds. */
  satisfying(given: readonly Computation[]): Promise<ReadonlySet<number>>
  drop(): Promise<void>
}

/** Whole numbers are kept in an integer column, `note` beside its folded form, as real tables do. */
const INTEGER = 'visits'
const FOLDED = 'note'

const BATCH = 250

/** The schema of one test, with a table for the sample object and one for each of its collections. */
interface Tables {
  /** Ids of rows, growing. */
  readonly nextId: () => number
  readonly db: Kysely<unknown>
  readonly schema: string
}

/** Connects to the database of the tests and makes the tables. */
export async function openSampleTable(): Promise<SampleTable> {
  const connectionString = process.env.HUOZI_TEST_DATABASE_URL
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 2, options: '-c jit=off' }) }),
  })
  let rows = 0
  const nextId = () => ++rows
  const tables: Tables = { db, nextId, schema: `corpus_${crypto.randomUUID().replaceAll('-', '')}` }
  const { schema } = tables
  await sql`create schema ${sql.id(schema)}`.execute(db)
  await createTables(tables, 'sample', SAMPLE_OBJECT)
  await createCalendars(tables)
  await sql`create table ${sql.id(schema, '_tree')} (ancestor uuid, descendant uuid)`.execute(db)
  const pairs = SAMPLE_TREE.map(({ ancestor, descendant }) => sql`(${ancestor}::uuid, ${descendant}::uuid)`)
  await sql`insert into ${sql.id(schema, '_tree')} values ${sql.join(pairs)}`.execute(db)
  return {
    insert: async (records) => {
      const given = records.map((record) => ({ record, id: nextId(), row: null }))
      await insert(tables, 'sample', { object: SAMPLE_OBJECT, given })
      return given.map(({ id }) => id)
    },
    compute: (given) => compute(tables, given),
    satisfying: (given) => satisfying(tables, given),
    drop: async () => {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(db)
      await db.destroy()
    },
  }
}

/** `row` is the row a record of a collection belongs to. */
async function createTables(tables: Tables, name: string, object: SampleObject): Promise<void> {
  const { db, schema } = tables
  await sql`create table ${sql.id(schema, name)} (id integer primary key, "row" integer, deleted boolean, ${sql.join(columns(object))})`.execute(
    db,
  )
  await sql`create index on ${sql.id(schema, name)} ("row")`.execute(db)
  for (const of of object.collections) await createTables(tables, of.key, of)
}

async function createCalendars({ db, schema }: Tables): Promise<void> {
  const table = sql.id(schema, '_calendar_day')
  for (const statement of createCalendarDays(table)) await statement.execute(db)
  const database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '' })
  for (const name of SAMPLE_CALENDARS.keys()) {
    await replaceCalendarDays(database, table, { name, days: sampleCalendar(name)?.days() ?? [] })
  }
  await database.close()
}

function columns({ paths }: SampleObject): RawBuilder<unknown>[] {
  const all = [...paths].map(([path, type]) => sql`${sql.id(path)} ${columnType(path, sqlTypeOf(type))}`)
  return [...all, sql`folded text collate "C"`]
}

function columnType(path: string, type: SqlType): RawBuilder<unknown> {
  if (path === INTEGER) return sql`integer`
  const isList = type.endsWith('[]')
  const item = isList ? type.slice(0, -2) : type
  const column = item === 'text' && isList ? sql`text` : (TYPES[item] ?? sql`text collate "C"`)
  return isList ? sql`${column}[]` : column
}

const TYPES: Readonly<Record<string, RawBuilder<unknown>>> = {
  numeric: sql`numeric`,
  boolean: sql`boolean`,
  date: sql`date`,
  timestamptz: sql`timestamptz`,
  time: sql`time`,
  uuid: sql`uuid`,
}

interface GivenRow {
  readonly record: Readonly<Record<string, Json>>
  readonly id: number
  readonly row: number | null
  readonly deleted?: true
}

/** Stores rows and those of their collections; beside each of these lies a deleted one that must not be seen. */
async function insert(
  tables: Tables,
  name: string,
  { object, given }: { object: SampleObject; given: readonly GivenRow[] },
): Promise<void> {
  const names = sql.join(['id', 'row', 'deleted', ...object.paths.keys(), 'folded'].map((column) => sql.id(column)))
  const types = sql.join([sql`id integer, "row" integer, deleted boolean`, ...columns(object)])
  const rows = JSON.stringify(given.map((row) => storedRow(row, object)))
  await sql`insert into ${sql.id(tables.schema, name)} (${names})
    select ${names} from rows from (jsonb_to_recordset(${rows}::jsonb) as (${types}))`.execute(tables.db)
  for (const of of object.collections) {
    const children = given.flatMap(({ record, id: row }) =>
      sampleChildren(record, of).flatMap((child) => [
        { record: child, id: tables.nextId(), row },
        { record: child, id: tables.nextId(), row, deleted: true as const },
      ]),
    )
    await insert(tables, of.key, { object: of, given: children })
  }
}

/** Blanks are null, numbers keep their digits as text. */
function storedRow({ record, ...row }: GivenRow, object: SampleObject): object {
  const values = [...sampleValues(record, object)].map(([path, value]) => [path, valueToJson(value)])
  const note = record[FOLDED]
  return { ...row, ...Object.fromEntries(values), folded: typeof note === 'string' ? fold(note) : null }
}

async function compute(tables: Tables, given: readonly Computation[]): Promise<Value[]> {
  const values: Value[] = []
  for (let start = 0; start < given.length; start += BATCH) {
    values.push(...(await computeBatch(tables, given.slice(start, start + BATCH))))
  }
  return values
}

async function computeBatch(tables: Tables, given: readonly Computation[]): Promise<Value[]> {
  const table = sql.id(tables.schema, 'sample')
  const selects = given.map(({ expression, row }, index) => {
    const value = answer(tables, expression)
    return sql`select ${sql.lit(index)} as index, ${value} as value from ${table} as t where t.id = ${sql.lit(row)}`
  })
  const rows = await run<{ value: string | null }>(tables, sql`${sql.join(selects, sql` union all `)} order by index`)
  return rows.map(({ value }, index) => read(given[index]?.expression.type ?? BLANK, value))
}

async function satisfying(tables: Tables, given: readonly Computation[]): Promise<ReadonlySet<number>> {
  const table = sql.id(tables.schema, 'sample')
  const found = new Set<number>()
  const conditions = given.flatMap(({ expression, row }, index) =>
    expression.type.kind === 'boolean' ? [{ expression, row, index }] : [],
  )
  for (let start = 0; start < conditions.length; start += BATCH) {
    const selects = conditions.slice(start, start + BATCH).map(({ expression, row, index }) => {
      const condition = renderSqlNode(compileSqlCondition(expression), rowsOf(tables, 't', SAMPLE_OBJECT))
      return sql`select ${sql.lit(index)} as index from ${table} as t where t.id = ${sql.lit(row)} and ${condition}`
    })
    for (const { index } of await run<{ index: number }>(tables, sql.join(selects, sql` union all `))) found.add(index)
  }
  return found
}

/** Runs a statement with the slots of the sample context filled. */
async function run<R>({ db }: Tables, statement: RawBuilder<unknown>): Promise<readonly R[]> {
  const compiled = statement.compile(db)
  const parameters = fillContextSlots(compiled.parameters, SAMPLE_CONTEXT)
  const { rows } = await db.executeQuery<R>({ ...compiled, parameters } as CompiledQuery<R>)
  return rows
}

/** The value as text, in one form for each type. */
function answer(tables: Tables, expression: TypedExpression): RawBuilder<unknown> {
  const value = renderSqlNode(compileSqlNode(expression), rowsOf(tables, 't', SAMPLE_OBJECT))
  const { type } = expression
  if (type.kind !== 'list') return asText(value, type)
  const items = sql`select json_agg(${asText(sql`u.of`, type.of)} order by u.n) as of`
  return sql`(select case when value is not null then of::text end from (select ${value} as value offset 0) as given,
    lateral (${items} from unnest(value) with ordinality as u(of, n)) as written)`
}

function asText(value: RawBuilder<unknown>, { kind }: ValueType): RawBuilder<unknown> {
  return kind === 'datetime'
    ? sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql`(${value})::text`
}

function read(type: ValueType, text: string | null): Value {
  if (text === null) return null
  if (type.kind !== 'list') return readItem(type, text)
  const items = JSON.parse(text) as readonly (string | null)[]
  return items.length === 0 ? null : items.map((item) => (item === null ? null : readItem(type.of, item)))
}

function readItem(type: ValueType, text: string): Value {
  return valueFromJson(type, type.kind === 'boolean' ? text === 'true' : text)
}

function rowsOf(tables: Tables, alias: string, object: SampleObject): RowsInScope {
  return {
    column: (path) => columnOf(alias, path),
    collection: (path) => childrenOf(tables, alias, { path, object }),
    calendarDays: () => sql.id(tables.schema, '_calendar_day'),
    tree: () => sql.id(tables.schema, '_tree'),
  }
}

function childrenOf(
  tables: Tables,
  alias: string,
  { path, object }: { path: readonly string[]; object: SampleObject },
): CollectionRows {
  const of = object.collections.find(({ key }) => key === path.join('.'))
  if (of === undefined) throw new Error(`the sample has no ${path.join('.')}`)
  const inner = `${alias}_c`
  const mine = sql`${sql.id(inner, 'row')} = ${sql.id(alias, 'id')} and ${sql.id(inner, 'deleted')} is null`
  const from = (condition: RawBuilder<unknown> | null) =>
    sql`from ${sql.id(tables.schema, of.key)} as ${sql.id(inner)} where ${mine}${condition === null ? sql`` : sql` and ${condition}`}`
  return { ...rowsOf(tables, inner, of), order: sql.id(inner, 'id'), from }
}

function columnOf(alias: string, path: readonly string[]): ColumnRef {
  const name = path.join('.')
  const column = sql.id(alias, name)
  return name === FOLDED ? { column, folded: sql.id(alias, 'folded') } : { column, isInteger: name === INTEGER }
}
