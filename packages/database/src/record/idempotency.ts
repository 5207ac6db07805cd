import { sql } from 'kysely'
import { type Runner, sqlState, type Tx } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'

/** A repeatable request: its key means something only for one user and route. */
export interface IdempotencyEntry {
  readonly userId: string
  readonly key: string
  readonly route: string
  /** SHA-256 of the canonical body, hexadecimal. */
  readonly hash: string
  readonly at: string
}

const KEY = sql`user_id = ${slot('userId', 'uuid')} and key = ${slot('key', 'text')} and route = ${slot('route', 'text')}`

const LOCK_NOT_AVAILABLE = '55P03'
/** How long this transaction waits for a lock; 0 = for ever. */
const WAIT = compileStatement(sql`select pg_catalog.set_config('lock_timeout', ${slot('milliseconds', 'text')}, true)`)

/** Forgotten keys removed with one claim at most: claims outpace what they leave behind. */
const FORGOTTEN_AT_ONCE = 100

/** Removes keys of more than a day ago, this one for certain, and sets how long the transaction waits. */
function forgetAndWait(schema: SchemaName): Statement {
  const table = sql.id(schema, '_idempotency')
  const day = sql`created_at < ${slot('at', 'timestamptz')} - interval '24 hours'`
  return compileStatement(sql`with old as (select user_id, key, route from ${table} where ${day} order by created_at
      limit ${FORGOTTEN_AT_ONCE}::integer for update skip locked),
    gone as (delete from ${table} where ((user_id, key, route) in (select user_id, key, route from old) or (${KEY})) and ${day})
    select pg_catalog.set_config('lock_timeout', ${slot('milliseconds', 'text')}, true)`)
}

/**
 * Claims the key in this transaction. A key is forgotten after a day. `taken`: a request with it was answered before. Waits while another transaction
 * that claimed it is undecided, for at most `patienceMs`: then `in flight`, and the transaction can only be rolled back.
 */
export async function claimIdempotencyKey(
  tx: Tx,
  schema: SchemaName,
  entry: IdempotencyEntry & { readonly patienceMs: number },
): Promise<'claimed' | 'taken' | 'in flight'> {
  const statement =
    compileStatement(sql`insert into ${sql.id(schema, '_idempotency')} (user_id, key, route, body_hash, created_at)
    values (${slot('userId', 'uuid')}, ${slot('key', 'text')}, ${slot('route', 'text')}, pg_catalog.decode(${slot('hash', 'text')}, 'hex'), ${slot('at', 'timestamptz')})
    on conflict do nothing returning 1`)
  await tx.run(forgetAndWait(schema), { ...entry, milliseconds: String(entry.patienceMs) })
  try {
    const claimed = await tx.run(statement, { ...entry })
    await tx.run(WAIT, { milliseconds: '0' })
    return claimed.length === 1 ? 'claimed' : 'taken'
  } catch (error) {
    if (sqlState(error) === LOCK_NOT_AVAILABLE) return 'in flight'
    throw error
  }
}

/** What the first request with this key asked and was answered. */
export async function fetchIdempotent(
  db: Runner,
  schema: SchemaName,
  entry: IdempotencyEntry,
): Promise<{ hash: string; answer: string }> {
  const [row] = await db.run(
    compileStatement(
      sql`select pg_catalog.encode(body_hash, 'hex'), answer from ${sql.id(schema, '_idempotency')} where ${KEY}`,
    ),
    { ...entry },
  )
  return { hash: row?.[0] ?? '', answer: row?.[1] ?? 'null' }
}

/** Keeps the answer; commits with the effect. */
export async function storeIdempotentAnswer(
  tx: Tx,
  schema: SchemaName,
  entry: IdempotencyEntry & { readonly answer: string },
): Promise<void> {
  await tx.run(
    compileStatement(sql`update ${sql.id(schema, '_idempotency')} set answer = ${slot('answer', 'text')} where ${KEY}`),
    { ...entry },
  )
}
