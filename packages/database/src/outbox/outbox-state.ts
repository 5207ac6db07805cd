import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement } from '../statement/statement.ts'

/** How a tenant's events stand. */
export interface OutboxState {
  /** Events not delivered yet, those set aside included. */
  readonly waiting: number
  /** Events set aside after too many failures. */
  readonly failed: number
  /** Age of the oldest event not delivered, in seconds; 0 when there is none. */
  readonly oldestSeconds: number
}

/** Counts a tenant's undelivered events, for metrics. */
export async function fetchOutboxState(db: Runner, schema: SchemaName): Promise<OutboxState> {
  const statement =
    compileStatement(sql`select count(*), count(failed), coalesce(extract(epoch from pg_catalog.now() - min(at)), 0)
    from ${sql.id(schema, '_outbox')}`)
  const [row] = await db.run(statement)
  return { waiting: Number(row?.[0]), failed: Number(row?.[1]), oldestSeconds: Math.max(0, Number(row?.[2])) }
}
