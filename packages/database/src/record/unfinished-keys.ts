import type { FieldModel, UniqueModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { keyColumn } from '../ddl/physical-schema.ts'
import { columnType } from '../ddl/render-step.ts'
import { foldText } from '../expression/letter-case.ts'
import { foldedFrom } from '../field-storage/folded-copy.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'
import { writtenColumns } from './columns.ts'

/*
 * A unique key holds from the publish on, its index only when a job has built it (mechanisms.md §4). Until then a write
 * looks for itself whether a living record has the key: one after the other for each value of the key, by an advisory
 * lock. The lock is a statement of its own, because the one that looks has to see what the holder before it committed.
 */

/** A part of a key: the column its index compares. */
interface KeyPart {
  readonly column: string
  readonly field: FieldModel
}

/** A key the writers themselves keep. */
export interface UnfinishedKey {
  readonly key: UniqueModel
  readonly parts: readonly KeyPart[]
}

/** The keys a write of `fields` can break and no index keeps yet. */
export function unfinishedKeys(target: ReadTarget, fields: readonly FieldModel[]): readonly UnfinishedKey[] {
  const { object, unfinishedKeys: names = [] } = target
  if (names.length === 0) return []
  return object.unique
    .filter((key) => names.includes(key.physical) && key.fields.some((field) => fields.includes(field)))
    .map((key) => ({ key, parts: key.fields.map((field) => ({ field, column: keyColumn(object, field) })) }))
}

/** The writing that has to stand alone for each value of a key, and the fields its lock is taken by. */
export interface KeyLock {
  /** Holds the complete keys of a record until the transaction ends, in one order for all. Slots: the columns of `fields`. */
  readonly statement: Statement
  readonly fields: readonly FieldModel[]
}

/** Compiles the lock of some keys; null when there are none. */
export function compileKeyLock(target: ReadTarget, keys: readonly UnfinishedKey[]): KeyLock | null {
  if (keys.length === 0) return null
  const hashes = sql.join(
    keys.map((key) => keyHash(target, key)),
    sql` union all `,
  )
  const statement = compileStatement(
    sql`select pg_catalog.pg_advisory_xact_lock(k.hash) from (select hash from (${hashes}) as a where hash is not null order by hash) as k`,
    { salt: target.version },
  )
  return { statement, fields: [...new Set(keys.flatMap(({ key }) => key.fields))] }
}

/** One number for all spellings of one value; null when a part is blank, since blanks are never alike. */
function keyHash({ schema, object }: ReadTarget, { key, parts }: UnfinishedKey): RawBuilder<unknown> {
  const values = parts.map(({ field, column }) => {
    const written = writtenColumns(object, field).find(({ name }) => name === column)
    if (written === undefined) throw new Error(`Not stored: ${field.object}.${field.name}`)
    return asStored(field, written.value)
  })
  const filled = sql.join(
    parts.map((_, index) => sql`v.${sql.id(`p${index}`)} is not null`),
    sql` and `,
  )
  const named = sql.join(values.map((value, index) => sql`${value} as ${sql.id(`p${index}`)}`))
  const written = sql.join(parts.map((_, index) => sql`v.${sql.id(`p${index}`)}`))
  const identity = `key:${schema}:${key.physical}:`
  return sql`select case when ${filled} then pg_catalog.hashtextextended(${identity}::text || pg_catalog.json_build_array(${written})::text, 0) end as hash
    from (select ${named}) as v`
}

/** The value as its column will hold it: rounded there, it may meet another. */
function asStored({ column, object, name }: FieldModel, value: RawBuilder<unknown>): RawBuilder<unknown> {
  if (column === null) throw new Error(`Not stored: ${object}.${name}`)
  return sql`${value}::${columnType(column.spec)}`
}

/** True when another living record has the key of the row `alias`. A key with a blank part asks no row at all. */
function keyIsTaken(
  { schema, object, filling = [] }: ReadTarget,
  { parts }: UnfinishedKey,
  alias: string,
): RawBuilder<unknown> {
  // Rows that are stored may lack their folded copies; a row being written has them.
  const valueIn = (rows: string, column: string) => {
    const source = foldedFrom(column)
    const stored = sql.id(rows, column)
    const isFilling = source !== null && filling.includes(`${object.table}.${source}`)
    return isFilling ? sql`coalesce(${stored}, ${foldedNow(sql.id(rows, source))})` : stored
  }
  const same = parts.map(
    ({ field, column }) => sql`${valueIn('x', column)} = ${asStored(field, valueIn(alias, column))}`,
  )
  const filled = sql.join(
    parts.map(({ column }) => sql`${valueIn(alias, column)} is not null`),
    sql` and `,
  )
  return sql`exists (select 1 from ${sql.id(schema, object.table)} as x
    where ${filled} and x.deleted_at is null and x.id <> ${sql.id(alias, 'id')} and ${sql.join(same, sql` and `)})`
}

/** What the folded copy of a text column will be. Every row is asked, so texts of ASCII alone, which are most of all codes, take a short cut. */
function foldedNow(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when octet_length(${text}) = char_length(${text}) then lower(${text} collate "C") else ${foldText(text)} end`
}

/** CTE `u`: for each key whether it is taken, for a row of CTE `n` (alias `t` in `from`) that nothing else stands against. */
export function takenKeysCte(
  target: ReadTarget,
  keys: readonly UnfinishedKey[],
  { from, allowed }: { from: RawBuilder<unknown>; allowed: RawBuilder<unknown> },
): RawBuilder<unknown>[] {
  if (keys.length === 0) return []
  const flags = sql.join(keys.map((key, index) => sql`${keyIsTaken(target, key, 't')} as ${sql.id(`k${index}`)}`))
  return [sql`u as materialized (select ${flags} from ${from} where ${allowed})`]
}

/** Which keys of the living rows of slot `ids` another living record has: one flag per key, for rows that are written already. */
export function compileTakenAmong(target: ReadTarget, keys: readonly UnfinishedKey[]): Statement {
  const flags = sql.join(keys.map((key) => sql`coalesce(bool_or(${keyIsTaken(target, key, 't')}), false)`))
  return compileStatement(
    sql`select ${flags} from ${sql.id(target.schema, target.object.table)} as t where t.id = any(${slot('ids', 'uuid[]')}) and t.deleted_at is null`,
    { salt: target.version },
  )
}

/** True when no key of the row is taken. */
export function keysAreFree(keys: readonly UnfinishedKey[]): RawBuilder<unknown> {
  if (keys.length === 0) return sql`true`
  const taken = sql.join(
    keys.map((_, index) => sql`u.${sql.id(`k${index}`)}`),
    sql` or `,
  )
  return sql`not exists (select 1 from u where ${taken})`
}

/** The answer's columns that tell which keys are taken. */
export function takenColumns(keys: readonly UnfinishedKey[]): RawBuilder<unknown>[] {
  return keys.map((_, index) => sql`, (select u.${sql.id(`k${index}`)} from u)`)
}

/** The first key that was taken, read from the columns of {@link takenColumns} that start at `offset`. */
export function readTakenKey(keys: readonly UnfinishedKey[], row: Row, offset: number): UniqueModel | null {
  return keys.find((_, index) => row[offset + index] === 't')?.key ?? null
}
