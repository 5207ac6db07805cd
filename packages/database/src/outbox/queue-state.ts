import { sql } from 'kysely'
import type { Row, Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement } from '../statement/statement.ts'

/** How the background work of a lane stands. */
export interface LaneState {
  /** What is not done yet, what failed included. */
  readonly waiting: number
  /** What failed: events set aside, builds that something stands against. */
  readonly failed: number
  /** Age of the oldest that is not done, in seconds; 0 when there is none. */
  readonly oldestSeconds: number
}

/** How background work stands, by lane. */
export interface QueueState {
  readonly events: LaneState
  readonly builds: LaneState
}

/** Events of one tenant that are counted at most: more of them say nothing new, and counting must stay cheap. */
const MAX_COUNTED = 10_000
/** Tenants asked in one statement. */
const BATCH = 100

/**
 * Counts the background work of tenants, summed over all of them: one statement for each hundred. At most the 10,000 oldest
 * events of each tenant are counted.
 */
export async function fetchQueueState(db: Runner, schemas: readonly SchemaName[]): Promise<QueueState> {
  const rows: Row[] = []
  for (let start = 0; start < schemas.length; start += BATCH) {
    const batch = schemas.slice(start, start + BATCH)
    const counts = sql.join(batch.flatMap(countLanes), sql` union all `)
    rows.push(...(await db.run(compileStatement(counts, { prepare: false }))))
  }
  return { events: sumUp(rows, 'events'), builds: sumUp(rows, 'builds') }
}

function countLanes(schema: SchemaName) {
  const age = (column: string) => sql`extract(epoch from pg_catalog.now() - min(${sql.id(column)}))`
  return [
    sql`select 'events', count(*), count(failed), ${age('at')}
      from (select at, failed from ${sql.id(schema, '_outbox')} order by seq limit ${sql.lit(MAX_COUNTED)}) as e`,
    sql`select 'builds', count(*), count(*) filter (where state = 'failed'), ${age('created_at')} from ${sql.id(schema, '_build')}`,
  ]
}

function sumUp(rows: readonly Row[], lane: keyof QueueState): LaneState {
  const of = rows.filter(([name]) => name === lane)
  const sum = (column: number) => of.reduce((total, row) => total + Number(row[column]), 0)
  // A builder's or writer's clock may be ahead of the database's.
  const oldestSeconds = Math.max(0, ...of.map((row) => Number(row[3] ?? 0)))
  return { waiting: sum(1), failed: sum(2), oldestSeconds }
}
