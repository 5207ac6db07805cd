import type { Json } from '@huozi/core'
import {
  BLANK,
  compileSqlCondition,
  compileSqlNode,
  fold,
  SAMPLE_CONTEXT,
  SAMPLE_PATHS,
  type SqlType,
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
import { fillContextSlots } from '../src/expression/parameter.ts'
import { type ColumnRef, renderSqlNode } from '../src/expression/render-sql-node.ts'

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

/** Connects to the database of the tests and makes the table. */
export async function openSampleTable(): Promise<SampleTable> {
  const connectionString = process.env.HUOZI_TEST_DATABASE_URL
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 2, options: '-c jit=off' }) }),
  })
  const schema = `corpus_${crypto.randomUUID().replaceAll('-', '')}`
  const table = sql.id(schema, 'sample')
  await sql`create schema ${sql.id(schema)}`.execute(db)
  await sql`create table ${table} (id integer generated always as identity primary key, ${sql.join(columns())})`.execute(
    db,
  )
  return {
    insert: (records) => insert(db, table, records),
    compute: (given) => compute(db, table, given),
    satisfying: (given) => satisfying(db, table, given),
    drop: async () => {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(db)
      await db.destroy()
    },
  }
}

function columns(): RawBuilder<unknown>[] {
  const all = [...SAMPLE_PATHS].map(([path, type]) => sql`${sql.id(path)} ${columnType(path, sqlTypeOf(type))}`)
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

type Rows = readonly Readonly<Record<string, Json>>[]

async function insert(db: Kysely<unknown>, table: RawBuilder<unknown>, records: Rows): Promise<number[]> {
  const names = sql.join([...SAMPLE_PATHS.keys(), 'folded'].map((name) => sql.id(name)))
  const rows = JSON.stringify(records.map(storedRow))
  const made = await sql<{ id: number }>`
    insert into ${table} (${names})
    select ${names} from rows from (jsonb_to_recordset(${rows}::jsonb) as (${sql.join(columns())})) returning id`.execute(
    db,
  )
  return made.rows.map(({ id }) => id)
}

/** Blanks are null, numbers keep their digits as text. */
function storedRow(record: Rows[number]): object {
  const values = [...sampleValues(record)].map(([path, value]) => [path, valueToJson(value)])
  const note = record[FOLDED]
  return { ...Object.fromEntries(values), folded: typeof note === 'string' ? fold(note) : null }
}

async function compute(
  db: Kysely<unknown>,
  table: RawBuilder<unknown>,
  given: readonly Computation[],
): Promise<Value[]> {
  const values: Value[] = []
  for (let start = 0; start < given.length; start += BATCH) {
    values.push(...(await computeBatch(db, table, given.slice(start, start + BATCH))))
  }
  return values
}

async function computeBatch(
  db: Kysely<unknown>,
  table: RawBuilder<unknown>,
  given: readonly Computation[],
): Promise<Value[]> {
  const selects = given.map(({ expression, row }, index) => {
    const value = answer(expression)
    return sql`select ${sql.lit(index)} as index, ${value} as value from ${table} where id = ${sql.lit(row)}`
  })
  const rows = await run<{ value: string | null }>(db, sql`${sql.join(selects, sql` union all `)} order by index`)
  return rows.map(({ value }, index) => read(given[index]?.expression.type ?? BLANK, value))
}

async function satisfying(
  db: Kysely<unknown>,
  table: RawBuilder<unknown>,
  given: readonly Computation[],
): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  const conditions = given.flatMap(({ expression, row }, index) =>
    expression.type.kind === 'boolean' ? [{ expression, row, index }] : [],
  )
  for (let start = 0; start < conditions.length; start += BATCH) {
    const selects = conditions.slice(start, start + BATCH).map(({ expression, row, index }) => {
      const condition = renderSqlNode(compileSqlCondition(expression), columnOf)
      return sql`select ${sql.lit(index)} as index from ${table} where id = ${sql.lit(row)} and ${condition}`
    })
    for (const { index } of await run<{ index: number }>(db, sql.join(selects, sql` union all `))) found.add(index)
  }
  return found
}

/** Runs a statement with the slots of the sample context filled. */
async function run<R>(db: Kysely<unknown>, statement: RawBuilder<unknown>): Promise<readonly R[]> {
  const compiled = statement.compile(db)
  const parameters = fillContextSlots(compiled.parameters, SAMPLE_CONTEXT)
  const { rows } = await db.executeQuery<R>({ ...compiled, parameters } as CompiledQuery<R>)
  return rows
}

/** The value as text, in one form for each type. */
function answer(expression: TypedExpression): RawBuilder<unknown> {
  const value = renderSqlNode(compileSqlNode(expression), columnOf)
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

function columnOf(path: readonly string[]): ColumnRef {
  const name = path.join('.')
  const column = sql.id(name)
  return name === FOLDED ? { column, folded: sql.id('folded') } : { column, isInteger: name === INTEGER }
}
