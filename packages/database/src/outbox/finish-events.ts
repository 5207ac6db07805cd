import type { Json } from '@huozi/core'
import { type RawBuilder, sql } from 'kysely'
import type { Runner, Tx } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'
import { CLAIMS, claimSlots, inMilliseconds } from './claim-events.ts'
import { type Claim, LostLease } from './claimed-event.ts'

const CLAIM = sql`seq = ${slot('seq', 'bigint')} and lease_token = ${slot('token', 'bigint')}`

/**
 * Proves the claim and holds the event until the transaction ends: what is done for it in `tx` is kept only if nobody else
 * delivers it, and while `tx` runs nobody can claim it even after the lease has ended. Throws LostLease.
 */
export async function holdEvent(tx: Tx, schema: SchemaName, claim: Claim): Promise<void> {
  const statement = compileStatement(sql`select 1 from ${sql.id(schema, '_outbox')} where ${CLAIM} for update`)
  const rows = await tx.run(statement, { ...slotsOf(claim) })
  if (rows.length === 0) throw new LostLease(claim)
}

/** Notes, in the transaction of its effect, that a handler is done with an event. False when it was before: do nothing. */
export async function markProcessed(
  tx: Tx,
  schema: SchemaName,
  { handler, seq }: { handler: string; seq: number },
): Promise<boolean> {
  const statement = compileStatement(sql`insert into ${sql.id(schema, '_processed')} (handler, event, at)
    values (${slot('handler', 'text')}, ${slot('seq', 'bigint')}, pg_catalog.now()) on conflict do nothing returning 1`)
  return (await tx.run(statement, { handler, seq })).length === 1
}

/** Ends an event all handlers are done with. Throws LostLease, which undoes the transaction. */
export async function completeEvent(tx: Tx, schema: SchemaName, claim: Claim): Promise<void> {
  if ((await completeEvents(tx, schema, [claim])) === 0) throw new LostLease(claim)
}

/** Ends events nobody has anything to do for, and forgets who handled them. Passes over claims that were lost; answers how many ended. */
export async function completeEvents(db: Runner, schema: SchemaName, claims: readonly Claim[]): Promise<number> {
  if (claims.length === 0) return 0
  const statement =
    compileStatement(sql`with gone as (delete from ${sql.id(schema, '_outbox')} as x using ${CLAIMS} as c(seq, token)
        where x.seq = c.seq and x.lease_token = c.token returning x.seq),
      forgotten as (delete from ${sql.id(schema, '_processed')} where event in (select seq from gone))
    select seq from gone`)
  return (await db.run(statement, claimSlots(claims))).length
}

/** What becomes of an event whose delivery failed: tried again after a while, or set aside with what was wrong. */
export type Failure =
  | { readonly kind: 'again'; readonly delayMs: number }
  | { readonly kind: 'setAside'; readonly problem: Json }

/**
 * Ends a claim whose delivery failed. An event set aside is not tried again; the later events of its record wait behind
 * it, since their order is promised, until {@link reviveEvents}. Does nothing when somebody else holds the event by now.
 */
export async function failEvent(db: Runner, schema: SchemaName, claim: Claim, failure: Failure): Promise<void> {
  const set: RawBuilder<unknown> =
    failure.kind === 'again' ? sql`not_before = ${inMilliseconds('delay')}` : sql`failed = ${slot('problem', 'jsonb')}`
  const statement = compileStatement(
    sql`update ${sql.id(schema, '_outbox')} set attempts = attempts + 1, lease_until = null, ${set} where ${CLAIM}`,
  )
  const slots = failure.kind === 'again' ? { delay: failure.delayMs } : { problem: JSON.stringify(failure.problem) }
  await db.run(statement, { ...slotsOf(claim), ...slots })
}

/** Gives every event that was set aside a new start: what stood against it may be gone. */
export async function reviveEvents(db: Runner, schema: SchemaName): Promise<void> {
  await db.run(
    compileStatement(
      sql`update ${sql.id(schema, '_outbox')} set attempts = 0, failed = null, not_before = null where failed is not null`,
    ),
  )
}

function slotsOf({ seq, token }: Claim): { seq: number; token: number } {
  return { seq, token }
}
