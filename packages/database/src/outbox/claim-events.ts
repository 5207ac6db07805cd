import { type RawBuilder, sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type SlotValues, slot } from '../statement/statement.ts'
import { type Claim, type ClaimedEvent, EVENT_COLUMNS, readClaimedEvent } from './claimed-event.ts'

/** The instant so many milliseconds from now, by the database's clock: the only one that all workers share. */
export function inMilliseconds(slotName: string): RawBuilder<unknown> {
  return sql`pg_catalog.now() + ${slot(slotName, 'integer')} * interval '1 millisecond'`
}

/**
 * Claims up to `limit` events, oldest first, for `leaseMs`, in one statement. Only the head of each record is claimed, its lowest
 * undone event: so the events of a record are delivered one after the other however many workers there are. A head that
 * waits, is held or has failed for good keeps the later events of its record waiting and those of no other.
 */
export async function claimEvents(
  db: Runner,
  schema: SchemaName,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<readonly ClaimedEvent[]> {
  const rows = await db.run(claimStatement(schema), { limit, lease: leaseMs })
  return rows.map(readClaimedEvent).sort((a, b) => a.seq - b.seq)
}

function claimStatement(schema: SchemaName) {
  const outbox = sql.id(schema, '_outbox')
  const now = sql`pg_catalog.now()`
  // The conditions on `o` are judged again on the newest row once its lock is ours, so a claim made meanwhile is seen.
  return compileStatement(sql`with head as (
      select o.seq from ${outbox} as o
      where o.failed is null and (o.lease_until is null or o.lease_until <= ${now}) and (o.not_before is null or o.not_before <= ${now})
        and not exists (select 1 from ${outbox} as p where p.record_id = o.record_id and p.seq < o.seq)
      order by o.seq limit ${slot('limit', 'integer')} for update of o skip locked)
    update ${outbox} as x set lease_until = ${inMilliseconds('lease')}, lease_token = x.lease_token + 1
    from head where x.seq = head.seq returning ${sql.join(EVENT_COLUMNS.map((name) => sql.id('x', name)))}`)
}

/** Several claims as rows of (seq, token); slots as {@link claimSlots} gives them. */
export const CLAIMS = sql`unnest(${slot('seqs', 'bigint[]')}, ${slot('tokens', 'bigint[]')})`

export function claimSlots(claims: readonly Claim[]): SlotValues {
  return { seqs: claims.map(({ seq }) => seq), tokens: claims.map(({ token }) => token) }
}

/** Gives back claims whose delivery was not begun, so that nobody has to wait for their leases to end. */
export async function releaseEvents(db: Runner, schema: SchemaName, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return
  const statement = compileStatement(sql`update ${sql.id(schema, '_outbox')} as x set lease_until = null
    from ${CLAIMS} as c(seq, token) where x.seq = c.seq and x.lease_token = c.token`)
  await db.run(statement, claimSlots(claims))
}
