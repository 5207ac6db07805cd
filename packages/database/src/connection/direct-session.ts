import type { Client } from 'pg'
import { bindParameters } from '../statement/statement.ts'
import type { Database, Row, Runner } from './database.ts'

/**
 * Runs `work` on a connection of its own, past any pooler and without a limit of time: for what takes long or cannot run in a
 * transaction. The connection ends with the work, or when `signal` says so, and with it whatever locks it held.
 */
export async function inDirectSession<T>(
  database: Database,
  work: (session: Runner) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = await database.connect()
  // A connection that breaks fails the statement that runs; between statements it must not end the process.
  client.on('error', () => {})
  const abandon = () => void client.end().catch(() => {})
  signal?.addEventListener('abort', abandon)
  try {
    await client.query('set statement_timeout = 0')
    return await work(sessionOf(client))
  } finally {
    signal?.removeEventListener('abort', abandon)
    await client.end().catch(() => {})
  }
}

function sessionOf(client: Client): Runner {
  return {
    run: async (statement, values) => {
      const parameters = bindParameters(statement, { ...(values && { values }) })
      const result = await client.query({ text: statement.text, values: parameters, rowMode: 'array' })
      return result.rows as Row[]
    },
  }
}
