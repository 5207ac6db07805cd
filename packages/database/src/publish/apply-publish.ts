import { type Json, PLAN_STALE, PUBLISH_BUSY, refuse } from '@huozi/core'
import type { Identity } from '@huozi/metadata'
import { sql } from 'kysely'
import { type Database, sqlState, type Tx } from '../connection/database.ts'
import { isBuildStep, type MigrationPlan } from '../ddl/plan-migration.ts'
import { renderStep } from '../ddl/render-step.ts'
import { type CalendarRows, replaceCalendarDays } from '../schema/calendar-days.ts'
import { execute } from '../schema/platform-schema.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** A layer as it is kept: `position` orders packages by dependency, the tenant's own comes last. */
export interface StoredLayer {
  readonly name: string
  readonly position: number
  readonly manifest: Json
  readonly documents: Json
}

/** Everything one publish writes; checked and planned before. */
export interface Publication {
  readonly schema: SchemaName
  /** Version the plan was made for; the new one is one more. */
  readonly base: number
  readonly author: string | null
  readonly message: string
  readonly at: string
  readonly checksum: string
  readonly migration: MigrationPlan
  /** Tables whose writers have to be done before the new version is in force, besides those the migration tells. */
  readonly awaited: readonly string[]
  readonly identities: {
    readonly added: readonly Identity[]
    readonly retired: readonly Identity[]
    readonly renamed: readonly Identity[]
  }
  readonly layers: readonly StoredLayer[]
  readonly documents: Json
  /** Calendars that are new or others than before, and those that are gone, without days. */
  readonly calendars: readonly CalendarRows[]
  readonly plan: Json
}

/** Told before each statement of a publish; crash tests stop the process there. */
export type Checkpoint = (name: string) => void

/** How long a publish waits for writers before it lets them pass and tries again (ms), and how often. */
const LOCK_TIMEOUT_MS = 300
const LOCK_ATTEMPTS = 40
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Publishes in one transaction: locks the head, asserts the base version, runs the additive DDL, writes identities, version,
 * layers, build jobs and event. Nothing is left half done. Answers the new version.
 * Throws PLAN_STALE when someone published first, PUBLISH_BUSY when others never let go of a table.
 */
export async function applyPublish(
  database: Database,
  publication: Publication,
  checkpoint: Checkpoint = () => {},
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      const version = await database.transaction((tx) => publishIn(tx, publication, checkpoint))
      checkpoint('committed')
      return version
    } catch (error) {
      if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error
      if (attempt === LOCK_ATTEMPTS) refuse(PUBLISH_BUSY, {}, undefined, error)
    }
  }
}

async function publishIn(tx: Tx, publication: Publication, checkpoint: Checkpoint): Promise<number> {
  const { schema, base, migration } = publication
  checkpoint('begun')
  await execute(tx, sql`set local lock_timeout = ${sql.lit(LOCK_TIMEOUT_MS)}`)
  await execute(tx, sql`lock table ${sql.id(schema, '_head')} in exclusive mode`)
  await assertBase(tx, schema, base)
  for (const [index, step] of migration.steps.entries()) {
    if (isBuildStep(step)) continue
    checkpoint(`step.${index}`)
    for (const statement of renderStep(schema, step)) await execute(tx, statement)
  }
  for (const [name, write] of writes) {
    checkpoint(name)
    await write(tx, publication)
  }
  checkpoint('written')
  return base + 1
}

async function assertBase(tx: Tx, schema: SchemaName, base: number): Promise<void> {
  const [row] = await tx.run(compileStatement(sql`select version from ${sql.id(schema, '_head')}`, { prepare: false }))
  const current = Number(row?.[0])
  if (current !== base) refuse(PLAN_STALE, { base, current })
}

type Write = (tx: Tx, publication: Publication) => Promise<void>

const writes: readonly (readonly [name: string, write: Write])[] = [
  ['keys', waitForWriters],
  ['identities', writeIdentities],
  ['version', writeVersion],
  ['layers', writeLayers],
  ['calendars', writeCalendars],
  ['builds', writeBuilds],
  ['event', writeEvent],
  ['head', writeHead],
]

/**
 * A new key is kept by those who write after the publish, and so is a new roll-up and a rule over
 * other records. Whoever wrote before without knowing of it has to be done, or two would not see each other; the lock lets
 * nobody begin until they know.
 */
async function waitForWriters(tx: Tx, { schema, migration, awaited }: Publication): Promise<void> {
  const tables = migration.steps.flatMap((step) => {
    if (step.kind === 'fillRollup') return [step.source]
    return step.kind === 'buildIndex' && step.index.unique ? [step.table] : []
  })
  for (const table of [...new Set([...tables, ...awaited])].toSorted())
    await execute(tx, sql`lock table ${sql.id(schema, table)} in share row exclusive mode`)
}

/** A renamed identity ends under its old name and goes on under the new one, so that older versions stay readable. */
async function writeIdentities(tx: Tx, { schema, base, identities }: Publication): Promise<void> {
  const table = sql.id(schema, '_identity')
  const ended = [...identities.retired, ...identities.renamed].map(({ id }) => id)
  const born = [...identities.added, ...identities.renamed]
  const version = base + 1
  await tx.run(
    compileStatement(
      sql`update ${table} set died_in = ${slot('version', 'integer')} where died_in is null and id = any(${slot('ended', 'integer[]')})`,
    ),
    { version, ended },
  )
  const insert = compileStatement(sql`insert into ${table} (id, kind, parent, name, physical, born_in)
    select id, kind, parent, name, physical, ${slot('version', 'integer')} from pg_catalog.jsonb_to_recordset(${slot('born', 'jsonb')})
      as r(id integer, kind text, parent integer, name text, physical text)`)
  await tx.run(insert, { version, born: JSON.stringify(born) })
}

async function writeVersion(
  tx: Tx,
  { schema, base, author, message, at, layers, documents, plan, checksum }: Publication,
): Promise<void> {
  const insert =
    compileStatement(sql`insert into ${sql.id(schema, '_version')} (version, created_at, author, message, layers, documents, plan, checksum)
    values (${slot('version', 'integer')}, ${slot('at', 'timestamptz')}, ${slot('author', 'uuid')}, ${slot('message', 'text')},
      ${slot('layers', 'json')}, ${slot('documents', 'json')}, ${slot('plan', 'json')}, ${slot('checksum', 'text')})`)
  await tx.run(insert, {
    version: base + 1,
    at,
    author,
    message,
    checksum,
    layers: JSON.stringify(layers),
    documents: JSON.stringify(documents),
    plan: JSON.stringify(plan),
  })
}

async function writeLayers(tx: Tx, { schema, layers }: Publication): Promise<void> {
  const table = sql.id(schema, '_layer')
  await execute(tx, sql`delete from ${table}`)
  const insert = compileStatement(sql`insert into ${table} (name, position, manifest, documents)
    select name, position, manifest, documents from pg_catalog.json_to_recordset(${slot('layers', 'json')})
      as r(name text, position integer, manifest json, documents json)`)
  await tx.run(insert, { layers: JSON.stringify(layers) })
}

/** Expressions count in the calendars of the version that is in force. */
async function writeCalendars(tx: Tx, { schema, calendars }: Publication): Promise<void> {
  for (const calendar of calendars) await replaceCalendarDays(tx, sql.id(schema, '_calendar_day'), calendar)
}

/** What cannot be done in the transaction is written down here, in it: a crash after the commit forgets nothing. */
async function writeBuilds(tx: Tx, { schema, base, at, migration }: Publication): Promise<void> {
  const insert =
    compileStatement(sql`insert into ${sql.id(schema, '_build')} (kind, identity, detail, version, created_at)
    values (${slot('kind', 'text')}, ${slot('identity', 'integer')}, ${slot('detail', 'jsonb')}, ${slot('version', 'integer')}, ${slot('at', 'timestamptz')})`)
  for (const step of migration.steps.filter(isBuildStep)) {
    const identity = step.kind === 'buildIndex' ? step.index.identity : step.identity
    await tx.run(insert, { kind: step.kind, identity, detail: JSON.stringify(step), version: base + 1, at })
  }
}

/** The nil UUID stands for "no record". */
const NO_RECORD = '00000000-0000-0000-0000-000000000000'

async function writeEvent(tx: Tx, { schema, base, author, at }: Publication): Promise<void> {
  const insert =
    compileStatement(sql`insert into ${sql.id(schema, '_outbox')} (type, object_id, record_id, record_version, at, actor, model_version)
    values ('model.published', 0, ${NO_RECORD}::uuid, ${slot('version', 'integer')}, ${slot('at', 'timestamptz')}, ${slot('author', 'uuid')}, ${slot('version', 'integer')})`)
  await tx.run(insert, { version: base + 1, at, author })
}

async function writeHead(tx: Tx, { schema }: Publication): Promise<void> {
  await execute(tx, sql`update ${sql.id(schema, '_head')} set version = version + 1, access_epoch = access_epoch + 1`)
}
