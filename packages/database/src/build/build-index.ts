import { sql } from 'kysely'
import { type Runner, sqlState } from '../connection/database.ts'
import type { PhysicalIndex } from '../ddl/physical-schema.ts'
import { indexShape, type Step } from '../ddl/plan-migration.ts'
import { renderStep } from '../ddl/render-step.ts'
import { indexedColumns } from '../ddl/verify-schema.ts'
import { foldedFrom } from '../field-storage/folded-copy.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'
import { type DuplicateKey, fetchDuplicates } from './duplicate-keys.ts'
import { fillFolded } from './fill-folded.ts'

/** The step of a plan that builds an index after the publish. */
export type IndexStep = Extract<Step, { kind: 'buildIndex' }>

/** How building an index ended: it is there, or its values are not unique. */
export type IndexOutcome =
  | { readonly kind: 'ready' }
  | { readonly kind: 'duplicates'; readonly keys: readonly DuplicateKey[] }

const UNIQUE_VIOLATION = '23505'

/**
 * Builds an index beside running writers (`create index concurrently` waits for every older transaction by itself). May be
 * repeated after any crash: a finished index is kept, a broken one is dropped and built anew. `session` is a direct one.
 */
export async function buildIndex(session: Runner, schema: SchemaName, step: IndexStep): Promise<IndexOutcome> {
  const { name } = step.index
  const found = await fetchIndexState(session, schema, step.index)
  if (found === 'valid') return { kind: 'ready' }
  if (found === 'other') await dropIndex(session, schema, name)
  await fillFoldedOf(session, schema, step)
  try {
    for (const statement of renderStep(schema, step)) await session.run(compileStatement(statement, { prepare: false }))
    return { kind: 'ready' }
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error
    await dropIndex(session, schema, name)
    return {
      kind: 'duplicates',
      keys: await fetchDuplicates(session, schema, { table: step.table, columns: step.index.columns }),
    }
  }
}

/** A key over a text that was not looked up before compares copies that are still to be made. */
async function fillFoldedOf(session: Runner, schema: SchemaName, { table, index }: IndexStep): Promise<void> {
  for (const column of index.columns) {
    const source = foldedFrom(column)
    if (source !== null) await fillFolded(session, schema, { table, column: source })
  }
}

/** Takes away an index that is wanted no more; quiet when it is not there. */
export async function dropIndex(session: Runner, schema: SchemaName, name: string): Promise<void> {
  await session.run(
    compileStatement(sql`drop index concurrently if exists ${sql.id(schema, name)}`, { prepare: false }),
  )
}

const indexState = compileStatement(sql`
  select x.indisvalid and x.indisready, x.indisunique::text, ${indexedColumns()}
  from pg_catalog.pg_index as x join pg_catalog.pg_class as i on i.oid = x.indexrelid
  where i.relname = ${slot('name', 'text')} and i.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = ${slot('schema', 'text')})`)

/** `other`: what has the name is broken, or an index over something else. */
async function fetchIndexState(
  session: Runner,
  schema: SchemaName,
  index: PhysicalIndex,
): Promise<'missing' | 'valid' | 'other'> {
  const [row] = await session.run(indexState, { name: index.name, schema })
  if (row === undefined) return 'missing'
  const [isUsable, unique, columns] = row
  const found = { ...index, unique: unique === 'true', columns: JSON.parse(columns ?? '[]') as string[] }
  return isUsable === 't' && indexShape(found) === indexShape(index) ? 'valid' : 'other'
}

/**
 * Takes the right to work on one build, held by the session itself and not by a clock: a worker that was killed leaves a
 * backend that goes on building, and until that one ends nobody may touch its index. False when another session has it.
 */
export async function lockBuild(session: Runner, schema: SchemaName, build: number): Promise<boolean> {
  const statement = compileStatement(
    sql`select pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended(${slot('key', 'text')}, 0))`,
    { prepare: false },
  )
  const [row] = await session.run(statement, { key: `build:${schema}:${build}` })
  return row?.[0] === 't'
}
