import type { FieldModel, RollupColumn, StoredValue } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { valueSql } from '../query/expression-sql.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation } from '../query/relation.ts'
import { wireReader } from '../query/wire-value.ts'
import { parameterType } from '../record/columns.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'

/*
 * Stored roll-ups move in the transaction that changes their source (mechanisms.md §5): lock the records that have them, by
 * id and in a statement of its own; move what differences move; compute again, in a later statement, what has to be.
 */

/** A record that has roll-ups, as it stands under the lock. */
export interface LockedRecord {
  readonly id: string
  /** False for one in the recycle bin: its figures are kept right, but nobody counts it. */
  readonly isLive: boolean
  /** Stored fields by name. */
  readonly values: ReadonlyMap<string, StoredValue>
  /** Kept figures by column, as Postgres writes them. */
  readonly kept: ReadonlyMap<string, string | null>
}

/** A statement over the records of slot `ids`, and how its rows are read. */
export interface CompiledRollups {
  readonly statement: Statement
  readonly read: (row: Row) => LockedRecord
}

/** Compiles locking records (slot `ids`) and reading their stored fields and kept figures as they are under the lock. */
export function compileLockRollups(
  { schema, object, version }: ReadTarget,
  columns: readonly RollupColumn[],
): CompiledRollups {
  const stored = object.fields.filter((field) => field.column !== null)
  const names = [...stored.map((field) => field.column?.name ?? ''), ...columns.map(({ name }) => name)]
  const selected = sql.join(names.map((name) => sql.id('t', name)))
  const statement = compileStatement(
    sql`select t.id, t.deleted_at is null, ${selected} from ${sql.id(schema, object.table)} as t
      where t.id = any(${slot('ids', 'uuid[]')}) order by t.id for no key update`,
    { salt: version },
  )
  return { statement, read: (row) => readLocked(row, stored, columns) }
}

function readLocked(row: Row, stored: readonly FieldModel[], columns: readonly RollupColumn[]): LockedRecord {
  const [id, isLive, ...rest] = row
  return {
    id: id ?? '',
    isLive: isLive === 't',
    values: new Map(stored.map((field, at) => [field.name, readStored(field, rest[at])])),
    kept: new Map(columns.map(({ name }, at) => [name, rest[stored.length + at] ?? null])),
  }
}

function readStored(field: FieldModel, text: string | null | undefined): StoredValue {
  return text === null || text === undefined ? null : wireReader(field)(text)
}

/** Compiles setting kept figures of locked records. Slots: `ids`, and one list for each column under its name. */
export function compileSetRollups(
  { schema, object, version }: ReadTarget,
  columns: readonly RollupColumn[],
): Statement {
  const lists = columns.map(({ name, spec }) => slot(name, `${parameterType(spec)}[]` as 'text[]'))
  const names = columns.map(({ name }) => sql.id(name))
  const set = columns.map(({ name }) => sql`${sql.id(name)} = ${sql.id('n', name)}`)
  return compileStatement(
    sql`update ${sql.id(schema, object.table)} as t set ${sql.join(set)}
      from unnest(${slot('ids', 'uuid[]')}, ${sql.join(lists)}) as n(id, ${sql.join(names)}) where t.id = n.id`,
    { salt: version },
  )
}

/**
 * Compiles computing kept figures again for locked records (slot `ids`): answers id and figures. It must not be the statement
 * that waits for the lock, which would count by the snapshot it had before.
 */
export function compileRefreshRollups(target: ReadTarget, columns: readonly RollupColumn[]): Statement {
  const { schema, object, version } = target
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const values = columns.map(({ name, expression }) => sql`${freshValue(relation, expression)} as ${sql.id(name)}`)
  const table = sql.id(schema, object.table)
  const set = columns.map(({ name }) => sql`${sql.id(name)} = ${sql.id('n', name)}`)
  const answered = columns.map(({ name }) => sql.id('t', name))
  return compileStatement(
    sql`update ${table} as t set ${sql.join(set)}
      from (select t.id, ${sql.join(values)} from ${table} as t${relation.joins()} where t.id = any(${slot('ids', 'uuid[]')})) as n
      where t.id = n.id returning t.id, ${sql.join(answered)}`,
    { salt: version },
  )
}

function freshValue(relation: Relation, expression: RollupColumn['expression']): RawBuilder<unknown> {
  return valueSql(expression, relation).sql
}

/** Records after `after`, in order of id: a batch of those whose figures are to be filled. Slots: `after`, `limit`. */
export function compileRollupBatch({ schema, object }: Pick<ReadTarget, 'schema' | 'object'>): Statement {
  return compileStatement(
    sql`select id from ${sql.id(schema, object.table)} where id > ${slot('after', 'uuid')} order by id limit ${slot('limit', 'integer')} for no key update`,
    { prepare: false },
  )
}
