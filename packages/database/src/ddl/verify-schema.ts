import type { ColumnSpec } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'
import type { PhysicalIndex, PhysicalSchema } from './physical-schema.ts'

/** A difference between the live catalogue and what the published version promises. */
export interface Drift {
  readonly kind: 'missing' | 'unexpected' | 'different' | 'invalid'
  readonly what: string
}

const columnsStatement = compileStatement(sql`
  select c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
  from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = ${slot('schema', 'text')})
    and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname like 'o\\_%'`)

/** The columns of index `x` in its own order, as JSON. */
export function indexedColumns(): RawBuilder<unknown> {
  return sql`(select pg_catalog.json_agg(a.attname order by k.at) from unnest(x.indkey::int2[]) with ordinality as k(number, at)
    join pg_catalog.pg_attribute as a on a.attrelid = x.indrelid and a.attnum = k.number)`
}

const indexesStatement = compileStatement(sql`
  select t.relname, i.relname, x.indisunique::text, x.indisvalid::text, ${indexedColumns()}
  from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid join pg_catalog.pg_class t on t.oid = x.indrelid
  where i.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = ${slot('schema', 'text')})
    and not x.indisprimary and t.relname like 'o\\_%'`)

const guardsStatement = compileStatement(sql`
  select t.relname, g.tgname from pg_catalog.pg_trigger g join pg_catalog.pg_class t on t.oid = g.tgrelid
  where t.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = ${slot('schema', 'text')})
    and not g.tgisinternal and g.tgenabled <> 'D' and t.relname like 'o\\_%'`)

/** Compares the live catalogue with what the version promises; `building` names indexes a job is still making. Empty means no drift. */
export async function verifySchema(
  db: Runner,
  schema: SchemaName,
  expected: PhysicalSchema,
  building: ReadonlySet<string> = new Set(),
): Promise<readonly Drift[]> {
  const columns = await db.run(columnsStatement, { schema })
  const indexes = await db.run(indexesStatement, { schema })
  const guards = await db.run(guardsStatement, { schema })
  const liveColumns = new Map(columns.map(([table, column, type]) => [`${table}.${column}`, type ?? '']))
  const liveIndexes = new Map(
    indexes.map(([table, index, unique, valid, names]) => [
      `${table}:${index}`,
      { unique: unique === 'true', valid: valid === 'true', columns: JSON.parse(names ?? '[]') as string[] },
    ]),
  )
  const liveGuards = new Set(guards.map(([table, guard]) => `${table}:${guard}`))
  return [
    ...columnDrift(expected, liveColumns),
    ...indexDrift(expected, liveIndexes, building),
    ...guardDrift(expected, liveGuards),
  ]
}

function columnDrift(expected: PhysicalSchema, live: ReadonlyMap<string, string>): Drift[] {
  const promised = new Map<string, string>(
    expected.tables.flatMap((table) =>
      table.columns.map((column): [string, string] => [`${table.name}.${column.name}`, catalogueType(column.spec)]),
    ),
  )
  const missing = Array.from(promised).flatMap(([what, type]): Drift[] => {
    const found = live.get(what)
    if (found === undefined) return [{ kind: 'missing', what }]
    return found === type ? [] : [{ kind: 'different', what: `${what}: ${found} instead of ${type}` }]
  })
  const unexpected = Array.from(live.keys()).filter((what) => !promised.has(what) && !/\.p\d+_/.test(what))
  return [...missing, ...unexpected.map((what): Drift => ({ kind: 'unexpected', what }))]
}

function guardDrift(expected: PhysicalSchema, live: ReadonlySet<string>): Drift[] {
  const promised = new Set(
    expected.tables.flatMap(({ name, guards }) => guards.map((guard) => `${name}:${guard.name}`)),
  )
  const missing = [...promised].filter((what) => !live.has(what)).map((what): Drift => ({ kind: 'missing', what }))
  const unexpected = [...live]
    .filter((what) => !promised.has(what))
    .map((what): Drift => ({ kind: 'unexpected', what }))
  return [...missing, ...unexpected]
}

interface LiveIndex {
  readonly unique: boolean
  readonly valid: boolean
  readonly columns: readonly string[]
}

function indexDrift(
  expected: PhysicalSchema,
  live: ReadonlyMap<string, LiveIndex>,
  building: ReadonlySet<string>,
): Drift[] {
  const promised = new Map<string, PhysicalIndex>(
    expected.tables.flatMap((table) =>
      table.indexes.map((index): [string, PhysicalIndex] => [`${table.name}:${index.name}`, index]),
    ),
  )
  const missing = Array.from(promised).flatMap(([what, index]): Drift[] => {
    const found = live.get(what)
    if (building.has(index.name)) return []
    if (found === undefined) return [{ kind: 'missing', what }]
    if (!found.valid) return [{ kind: 'invalid', what }]
    return sameIndex(found, index) ? [] : [{ kind: 'different', what }]
  })
  const unexpected = Array.from(live.keys()).filter((what) => !promised.has(what))
  return [...missing, ...unexpected.map((what): Drift => ({ kind: 'unexpected', what }))]
}

function sameIndex(found: LiveIndex, index: PhysicalIndex): boolean {
  return found.unique === index.unique && found.columns.join(' ') === index.columns.join(' ')
}

const catalogueTypes: { readonly [K in ColumnSpec['kind']]: (spec: Extract<ColumnSpec, { kind: K }>) => string } = {
  text: () => 'text',
  decimal: () => 'numeric',
  numeric: ({ precision, scale }) => `numeric(${precision},${scale})`,
  integer: () => 'bigint',
  boolean: () => 'boolean',
  date: () => 'date',
  timestamp: () => 'timestamp(3) with time zone',
  uuid: () => 'uuid',
  time: () => 'time(0) without time zone',
  json: () => 'jsonb',
  list: () => 'text[]',
}

function catalogueType(spec: ColumnSpec): string {
  const name = catalogueTypes[spec.kind] as (spec: ColumnSpec) => string
  return name(spec)
}
