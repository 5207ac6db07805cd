import { sql } from 'kysely'
import type { Tx } from '../connection/database.ts'
import { compileStatement } from './statement.ts'

const SET = compileStatement(sql`savepoint part`, { prepare: false })
const KEEP = compileStatement(sql`release savepoint part`, { prepare: false })
const UNDO = compileStatement(sql`rollback to savepoint part`, { prepare: false })

/** Does a part of a transaction: when it throws, what it did is undone and the transaction goes on. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.run(SET)
  try {
    const result = await work()
    await tx.run(KEEP)
    return result
  } catch (error) {
    await tx.run(UNDO)
    await tx.run(KEEP)
    throw error
  }
}
