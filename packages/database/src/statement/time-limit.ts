import { sql } from 'kysely'
import type { Tx } from '../connection/database.ts'
import { compileStatement, slot } from './statement.ts'

const LIMIT = compileStatement(
  sql`select pg_catalog.set_config('statement_timeout', ${slot('milliseconds', 'text')}, true)`,
)

/** Every later statement of the transaction is given up after so many milliseconds: QUERY_TIMEOUT. */
export async function limitTime(tx: Tx, milliseconds: number): Promise<void> {
  await tx.run(LIMIT, { milliseconds: String(milliseconds) })
}
