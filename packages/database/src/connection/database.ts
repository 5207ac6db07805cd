import { AppError, QUERY_TIMEOUT, refuse } from '@huozi/core'
import type { EvaluationContext } from '@huozi/expression'
import { sql } from 'kysely'
import { Client, type ClientBase, type CustomTypesConfig, DatabaseError, Pool, type PoolClient } from 'pg'
import {
  type Bindings,
  bindParameters,
  compileStatement,
  type SlotValues,
  type Statement,
} from '../statement/statement.ts'
import { preparedName } from './prepared-names.ts'

/** Rows as lists of column values in select order; all values are as Postgres writes them (text), null stays null. */
export type Row = readonly (string | null)[]

/** Something that runs statements: a pool, or one transaction. Throws QUERY_TIMEOUT. */
export interface Runner {
  /** Runs one statement; `values` fill its slots, `context` the expressions in it. */
  run(statement: Statement, values?: SlotValues, context?: EvaluationContext): Promise<readonly Row[]>
}

/** A transaction. What must be atomic takes a `Tx`, not a database. */
export interface Tx extends Runner {
  readonly kind: 'transaction'
}

/** One Postgres database. */
export interface Database extends Runner {
  /** Runs `work` in one transaction: commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Runs a short statement that commits by itself, on connections of its own: who holds a transaction may call it without
   * waiting for a connection that others hold for the same reason.
   */
  aside(statement: Statement, values?: SlotValues): Promise<readonly Row[]>
  /** A connection outside the pool for LISTEN and concurrent index builds; the caller ends it. */
  connect(): Promise<Client>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Connection string; may be a transaction pooler. */
  readonly url: string
  /** Connection string that bypasses a pooler (default: `url`). */
  readonly directUrl?: string
  /** Connections at most. */
  readonly size?: number
  readonly statementTimeoutMs?: number
}

/** Every value stays the text Postgres sends: decimals lose nothing and dates pass through no time zone. */
const AS_TEXT: CustomTypesConfig = { getTypeParser: () => (value: unknown) => value } as unknown as CustomTypesConfig

const ASIDE_CONNECTIONS = 2

/** How long a caller waits for a connection, a new one or one that others hold (ms). */
const CONNECTION_TIMEOUT_MS = 10_000

function openPool(url: string, settings: string, size: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    options: settings,
    types: AS_TEXT,
    maxLifetimeSeconds: 1800,
    application_name: 'huozi',
  })
  // An idle connection that breaks must not end the process; the next use of the pool reports the fault.
  pool.on('error', () => {})
  return pool
}

/** Opens a pool. An empty search path makes an unqualified name fail loudly instead of reading another tenant. */
export function openDatabase(options: DatabaseOptions): Database {
  const settings = `-c search_path= -c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601 -c jit=off -c statement_timeout=${options.statementTimeoutMs ?? 30_000}`
  const pool = openPool(options.url, settings, options.size ?? 10)
  const aside = openPool(options.url, settings, ASIDE_CONNECTIONS)
  return {
    run: (statement, values, context) => runOn(pool, statement, bindings(values, context)),
    transaction: (work) => transaction(pool, work),
    aside: (statement, values) => runOn(aside, statement, bindings(values, undefined)),
    connect: async () => {
      const client = new Client({
        connectionString: options.directUrl ?? options.url,
        options: settings,
        types: AS_TEXT,
        keepAlive: true,
      })
      await client.connect()
      return client
    },
    close: async () => {
      await Promise.all([pool.end(), aside.end()])
    },
  }
}

/** Codes by which Postgres says that a prepared plan no longer fits the table: run once more, it plans anew. */
const STALE_PLAN = new Set(['0A000', '42703', '42P01', '26000'])

async function runOn(pool: Pool, statement: Statement, values: Bindings): Promise<readonly Row[]> {
  try {
    return await runOnce(pool, statement, values)
  } catch (error) {
    if (statement.name === null || !isStalePlan(error)) throw error
    return runOnce(pool, { ...statement, name: null }, values)
  }
}

async function runOnce(pool: Pool, statement: Statement, values: Bindings): Promise<readonly Row[]> {
  const client = await pool.connect()
  client.on('error', ignore)
  try {
    const rows = await query(client, statement, values)
    client.release()
    return rows
  } catch (error) {
    // What failed by itself leaves the connection sound; one with a stale plan is as unfit as a broken one.
    client.release(!isRefused(error) || isStalePlan(error))
    throw error
  } finally {
    client.off('error', ignore)
  }
}

function isStalePlan(error: unknown): boolean {
  return STALE_PLAN.has(sqlState(error) ?? '')
}

/** True for what Postgres or the catalogue refused, as opposed to a connection that broke. */
function isRefused(error: unknown): boolean {
  return error instanceof AppError || (error instanceof DatabaseError && error.severity === 'ERROR')
}

function bindings(values: SlotValues | undefined, context: EvaluationContext | undefined): Bindings {
  return { ...(values && { values }), ...(context && { context }) }
}

async function query(client: ClientBase, statement: Statement, values: Bindings): Promise<readonly Row[]> {
  const name = preparedName(client, statement)
  const config = {
    text: statement.text,
    values: bindParameters(statement, values),
    rowMode: 'array' as const,
    ...(name !== undefined && { name }),
  }
  const result = await client.query(config).catch(refuseTimeout)
  return result.rows as Row[]
}

/** What Postgres says when a statement ran into its limit of time. */
const QUERY_CANCELED = '57014'

function refuseTimeout(error: unknown): never {
  if (sqlState(error) === QUERY_CANCELED) refuse(QUERY_TIMEOUT, {}, undefined, error)
  throw error
}

async function transaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // Between two statements nobody else listens: a backend that dies then must not end the process; the next statement fails.
  client.on('error', ignore)
  try {
    await client.query('begin')
    const result = await work({
      kind: 'transaction',
      run: (statement, values, context) => query(client, statement, bindings(values, context)),
    })
    await commit(client)
    client.release()
    return result
  } catch (error) {
    await rollback(client)
    throw error
  } finally {
    client.off('error', ignore)
  }
}

function ignore(): void {}

/** Postgres answers the commit of a failed transaction with a rollback, not with an error. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit')
  if (command !== 'COMMIT') throw new Error('The transaction was rolled back: a statement in it had failed')
}

async function rollback(client: PoolClient): Promise<void> {
  try {
    await client.query('rollback')
    client.release()
  } catch (error) {
    // The connection is gone or in doubt: never back into the pool with it.
    client.release(error instanceof Error ? error : true)
  }
}

/** The SQLSTATE of an error thrown by Postgres, or null. */
export function sqlState(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

const PING = compileStatement(sql`select 1`)

/** Rejects when the database does not answer. */
export async function pingDatabase(database: Runner): Promise<void> {
  await database.run(PING)
}
