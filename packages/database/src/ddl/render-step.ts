import type { ColumnSpec } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { SchemaName } from '../schema/tenant-schema.ts'
import {
  derivedName,
  type PhysicalColumn,
  type PhysicalGuard,
  type PhysicalIndex,
  type PhysicalTable,
} from './physical-schema.ts'
import type { Step } from './plan-migration.ts'

type Render<K extends Step['kind']> = (schema: SchemaName, step: Extract<Step, { kind: K }>) => RawBuilder<unknown>[]

const renderers: { readonly [K in Step['kind']]: Render<K> } = {
  createTable: (schema, { table }) => createTable(schema, table),
  addForeignKey: (schema, step) => [
    sql`alter table ${sql.id(schema, step.table)} add constraint ${sql.id(derivedName('fk', step.table, step.column))}
      foreign key (${sql.id(step.column)}) references ${sql.id(schema, step.references)} (id)`,
  ],
  addColumn: (schema, { table, column }) => [
    sql`alter table ${sql.id(schema, table)} add column ${columnDefinition(column)}`,
  ],
  parkColumn: (schema, { table, column, parked }) => [
    sql`alter table ${sql.id(schema, table)} drop constraint if exists ${sql.id(derivedName('fk', table, column))}`,
    sql`alter table ${sql.id(schema, table)} rename column ${sql.id(column)} to ${sql.id(parked)}`,
  ],
  parkTable: (schema, { table, parked }) => [sql`alter table ${sql.id(schema, table)} rename to ${sql.id(parked)}`],
  createIndex: (schema, { table, index }) => [createIndex(schema, table, index, sql``)],
  buildIndex: (schema, { table, index }) => [createIndex(schema, table, index, sql` concurrently`)],
  // SQL cannot fold: a job does it in Node.
  fillFolded: () => [],
  fillRollup: () => [],
  addGuard: (schema, { table, guard }) => addGuard(schema, table, guard),
  dropGuard: (schema, { table, guard }) => [
    sql`drop trigger if exists ${sql.id(guard.name)} on ${sql.id(schema, table)}`,
    ...(guard.kind === 'tree'
      ? [sql`delete from ${sql.id(schema, '_tree')} where object = ${sql.lit(guard.identity)}`]
      : []),
  ],
  dropIndex: (schema, { index }) => [sql`drop index if exists ${sql.id(schema, index)}`],
}

/** A tree is filled at once: what is under what must be true from the first request on. */
function addGuard(
  schema: SchemaName,
  table: string,
  { name, kind, columns, identity }: PhysicalGuard,
): RawBuilder<unknown>[] {
  const on = sql.join([...columns, 'deleted_at'].map((column) => sql.id(column)))
  const given = kind === 'tree' ? [String(identity), ...columns] : columns
  const source = `"${schema}"."${table}"`
  const filled = sql`select ${sql.id(schema, '_tree_fill')}(${sql.lit(identity)}, ${sql.lit(source)}, ${sql.lit(columns[0] ?? '')})`
  return [
    sql`create trigger ${sql.id(name)} after insert or update of ${on} on ${sql.id(schema, table)}
      for each row execute function ${sql.id(schema, GUARDS[kind])}(${sql.join(given.map((argument) => sql.lit(argument)))})`,
    ...(kind === 'tree' ? [filled] : []),
  ]
}

const GUARDS: Readonly<Record<PhysicalGuard['kind'], string>> = { tree: '_tree_changed', dates: '_dates_changed' }

/** The statements of one step. The only place that writes DDL for a tenant's objects. */
export function renderStep(schema: SchemaName, step: Step): RawBuilder<unknown>[] {
  const render = renderers[step.kind] as Render<Step['kind']>
  return render(schema, step)
}

/** Room on each page for updates in place (HOT). */
const FILLFACTOR = 80

function createTable(schema: SchemaName, table: PhysicalTable): RawBuilder<unknown>[] {
  const columns = sql.join(table.columns.map((column) => columnDefinition(column)))
  return [
    sql`create table ${sql.id(schema, table.name)} (${columns}, primary key (id)) with (fillfactor = ${sql.lit(FILLFACTOR)})`,
  ]
}

function columnDefinition(column: PhysicalColumn): RawBuilder<unknown> {
  const required = NOT_NULL.has(column.name) ? sql` not null` : sql``
  const start = column.keeps?.startsAtZero === true ? sql` default 0` : sql``
  return sql`${sql.id(column.name)} ${columnType(column.spec)}${required}${start}`
}

/** Whether tenants' fields are required depends on record type and rules, so only the system's own columns are `not null`. */
const NOT_NULL = new Set(['id', 'version', 'created_at', 'updated_at'])

const columnTypes: {
  readonly [K in ColumnSpec['kind']]: (spec: Extract<ColumnSpec, { kind: K }>) => RawBuilder<unknown>
} = {
  text: () => sql`text collate pg_catalog."C"`,
  decimal: () => sql`numeric`,
  numeric: ({ precision, scale }) => sql`numeric(${sql.lit(precision)}, ${sql.lit(scale)})`,
  integer: () => sql`bigint`,
  boolean: () => sql`boolean`,
  date: () => sql`date`,
  timestamp: () => sql`timestamptz(3)`,
  uuid: () => sql`uuid`,
  time: () => sql`time(0)`,
  json: () => sql`jsonb`,
  list: () => sql`text[] collate pg_catalog."C"`,
}

/** The type a column of this kind has in the table. */
export function columnType(spec: ColumnSpec): RawBuilder<unknown> {
  const render = columnTypes[spec.kind] as (spec: ColumnSpec) => RawBuilder<unknown>
  return render(spec)
}

function createIndex(
  schema: SchemaName,
  table: string,
  index: PhysicalIndex,
  how: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const columns = sql.join(index.columns.map((column) => sql.id(column)))
  const unique = index.unique ? sql`unique ` : sql``
  const where = index.unique ? sql` where deleted_at is null` : sql``
  return sql`create ${unique}index${how} ${sql.id(index.name)} on ${sql.id(schema, table)} (${columns})${where}`
}
