import { sql } from 'kysely'
import type { Client } from 'pg'
import { compileStatement, slot } from '../statement/statement.ts'
import type { Database } from './database.ts'

/** Messages between the processes of an installation. Any of them may be lost; nothing that must hold depends on one. */
export interface Channel {
  /** Sends a short text (Postgres takes up to 8,000 bytes) to every listener, this process included. */
  send(text: string): Promise<void>
  close(): Promise<void>
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 5_000

/** One channel for the whole installation: tenants stand in the messages. */
const LISTEN = 'listen huozi'
const notify = compileStatement(sql`select pg_catalog.pg_notify('huozi', ${slot('text', 'text')})`)

/** Opens the channel, on a connection past any pooler that is opened again when it breaks. Resolves when it first listens. */
export async function openChannel(database: Database, onMessage: (text: string) => void): Promise<Channel> {
  const listener = new Listener(database, onMessage)
  await listener.open()
  return {
    send: async (text) => {
      await database.run(notify, { text })
    },
    close: () => listener.close(),
  }
}

class Listener {
  readonly #database: Database
  readonly #onMessage: (text: string) => void
  #client: Client | null = null
  #retry: NodeJS.Timeout | null = null
  #isClosed = false

  constructor(database: Database, onMessage: (text: string) => void) {
    this.#database = database
    this.#onMessage = onMessage
  }

  async open(): Promise<void> {
    const client = await this.#database.connect()
    const lost = new Promise<void>((resolve) => client.on('error', () => resolve()).on('end', () => resolve()))
    client.on('notification', ({ payload }) => this.#onMessage(payload ?? ''))
    try {
      await client.query(LISTEN)
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    this.#client = client
    if (this.#isClosed) await this.close()
    lost.then(() => this.#lose(client))
  }

  #lose(client: Client): void {
    client.end().catch(() => {})
    this.#reopen(FIRST_WAIT_MS)
  }

  #reopen(waitMs: number): void {
    if (this.#isClosed) return
    this.#retry = setTimeout(() => {
      this.open().catch(() => this.#reopen(Math.min(waitMs * 2, LONGEST_WAIT_MS)))
    }, waitMs)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#retry !== null) clearTimeout(this.#retry)
    await this.#client?.end().catch(() => {})
  }
}
