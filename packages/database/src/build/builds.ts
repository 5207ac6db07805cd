import type { Json } from '@huozi/core'
import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import { inMilliseconds } from '../outbox/claim-events.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** Something a publish left to be built, held by one worker for a time. */
export interface ClaimedBuild {
  readonly id: number
  /** Fencing token: grows with every claim of the build. */
  readonly token: number
  readonly kind: string
  /** The step of the migration plan, as it was planned. */
  readonly detail: Json
}

/** A build as screens and checks see it. A finished one is no longer there: `_build` holds what is missing. */
export interface BuildEntry {
  readonly id: number
  readonly kind: string
  /** Identity of what is being built. */
  readonly identity: number
  readonly detail: Json
  readonly state: 'building' | 'failed'
  readonly error: Json
}

/**
 * Claims the oldest build nobody works on; null when there is none. A failed one comes again when the time
 * {@link failBuild} gave it is over, since what stood against it may have been put right.
 */
export async function claimBuild(db: Runner, schema: SchemaName, leaseMs: number): Promise<ClaimedBuild | null> {
  const table = sql.id(schema, '_build')
  const statement =
    compileStatement(sql`update ${table} as x set lease_until = ${inMilliseconds('lease')}, lease_token = x.lease_token + 1
    where x.id = (select id from ${table} where lease_until is null or lease_until <= pg_catalog.now() order by id limit 1 for update skip locked)
    returning x.id, x.lease_token, x.kind, x.detail`)
  const [row] = await db.run(statement, { lease: leaseMs })
  if (row === undefined) return null
  const [id, token, kind, detail] = row
  return { id: Number(id), token: Number(token), kind: kind ?? '', detail: JSON.parse(detail ?? 'null') as Json }
}

const CLAIM = sql`id = ${slot('id', 'bigint')} and lease_token = ${slot('token', 'bigint')}`

/** Takes a finished build off the list. Does nothing when somebody else holds it by now: he finds it finished. */
export async function finishBuild(db: Runner, schema: SchemaName, { id, token }: ClaimedBuild): Promise<void> {
  await db.run(compileStatement(sql`delete from ${sql.id(schema, '_build')} where ${CLAIM}`), { id, token })
}

/** Notes why a build cannot be finished, and lets it rest before it is tried again. */
export async function failBuild(
  db: Runner,
  schema: SchemaName,
  { id, token, error, restMs }: { id: number; token: number; error: Json; restMs: number },
): Promise<void> {
  const statement =
    compileStatement(sql`update ${sql.id(schema, '_build')} set state = 'failed', error = ${slot('error', 'jsonb')},
    lease_until = ${inMilliseconds('rest')} where ${CLAIM}`)
  await db.run(statement, { id, token, error: JSON.stringify(error), rest: restMs })
}

/** What is still to be built, in order. */
export async function fetchBuilds(db: Runner, schema: SchemaName): Promise<readonly BuildEntry[]> {
  const rows = await db.run(
    compileStatement(sql`select id, kind, identity, detail, state, error from ${sql.id(schema, '_build')} order by id`),
  )
  return rows.map(([id, kind, identity, detail, state, error]) => ({
    id: Number(id),
    kind: kind ?? '',
    identity: Number(identity),
    detail: JSON.parse(detail ?? 'null') as Json,
    state: state === 'failed' ? 'failed' : 'building',
    error: JSON.parse(error ?? 'null') as Json,
  }))
}
