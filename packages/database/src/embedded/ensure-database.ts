import { Client } from 'pg'
import type { Cluster } from './cluster.ts'
import { DATABASE, SUPERUSER } from './settings.ts'

/** How a server that is going down, or just went, answers. */
const GONE = ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03']
const NO_SUCH_DATABASE = '3D000'
/** Another process that started at the same time was first: the name exists, or is being written. */
const MADE_BY_ANOTHER = ['42P04', '23505']

/**
 * Proves that the server answers to our password, and makes our database on the first start.
 * False when the server is going down; throws what else is wrong.
 */
export async function ensureDatabase(cluster: Cluster, port: number): Promise<boolean> {
  try {
    await withClient(cluster, { port, database: DATABASE }, async () => undefined)
  } catch (error) {
    const code = codeOf(error)
    if (GONE.includes(code)) return false
    if (code !== NO_SUCH_DATABASE) throw error
    await withClient(cluster, { port, database: 'postgres' }, createDatabase)
  }
  return true
}

async function createDatabase(client: Client): Promise<void> {
  try {
    await client.query(`create database ${DATABASE}`)
  } catch (error) {
    if (!MADE_BY_ANOTHER.includes(codeOf(error))) throw error
  }
}

async function withClient(
  { password }: Cluster,
  where: { port: number; database: string },
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ host: '127.0.0.1', user: SUPERUSER, password, ...where })
  try {
    await client.connect()
    await use(client)
  } finally {
    await client.end()
  }
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? ''
}
