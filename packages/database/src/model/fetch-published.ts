import type { Document, Identity, IdentityKind } from '@huozi/metadata'
import { sql } from 'kysely'
import type { Runner, Tx } from '../connection/database.ts'
import type { Head } from '../query/head-check.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** One published version as it is stored: what a model is compiled from. */
export interface Published {
  readonly version: number
  readonly documents: readonly Document[]
  readonly identities: readonly Identity[]
}

/** The tenant's head as of now. */
export async function fetchHead(db: Runner, schema: SchemaName): Promise<Head> {
  const filling = sql`(select pg_catalog.json_agg((b.detail->>'table') || '.' || (b.detail->>'column'))
    from ${sql.id(schema, '_build')} as b where b.kind in ('fillFolded', 'fillRollup'))`
  const unfinished = sql`(select pg_catalog.json_agg(b.detail#>>'{index,name}')
    from ${sql.id(schema, '_build')} as b where b.kind = 'buildIndex' and b.detail#>>'{index,unique}' = 'true')`
  const statement = compileStatement(
    sql`select version, access_epoch, ${filling}, ${unfinished} from ${sql.id(schema, '_head')}`,
  )
  const [row] = await db.run(statement)
  const texts = JSON.parse(row?.[2] ?? '[]') as string[]
  const keys = JSON.parse(row?.[3] ?? '[]') as string[]
  return {
    version: Number(row?.[0]),
    accessEpoch: Number(row?.[1]),
    ...(texts.length > 0 && { filling: texts.toSorted() }),
    ...(keys.length > 0 && { unfinishedKeys: keys.toSorted() }),
  }
}

/** A published version; version 0 is the empty one every tenant starts with. */
export async function fetchPublished(db: Runner, schema: SchemaName, version: number): Promise<Published> {
  const at = slot('version', 'integer')
  const documents = await db.run(
    compileStatement(sql`select documents from ${sql.id(schema, '_version')} where version = ${at}`),
    { version },
  )
  const identities = await db.run(
    compileStatement(sql`select id, kind, parent, name, physical from ${sql.id(schema, '_identity')}
      where born_in <= ${at} and (died_in is null or died_in > ${at}) order by id`),
    { version },
  )
  return {
    version,
    documents: JSON.parse(documents[0]?.[0] ?? '[]') as Document[],
    identities: identities.map(readIdentity),
  }
}

/** Every identity there ever was, the dead ones too: their physical names are never used again. */
export async function fetchAllIdentities(db: Runner, schema: SchemaName): Promise<readonly Identity[]> {
  const rows = await db.run(
    compileStatement(sql`select id, kind, parent, name, physical from ${sql.id(schema, '_identity')} order by id`),
  )
  return rows.map(readIdentity)
}

function readIdentity([id, kind, parent, name, physical]: readonly (string | null)[]): Identity {
  return {
    id: Number(id),
    kind: kind as IdentityKind,
    parent: Number(parent),
    name: name ?? '',
    physical: physical ?? null,
  }
}

/** Makes every node take a new view with its next statement; answers the version in force. Holds the head until the transaction ends. */
export async function moveEpoch(tx: Tx, schema: SchemaName): Promise<number> {
  const statement = compileStatement(
    sql`update ${sql.id(schema, '_head')} set access_epoch = access_epoch + 1 returning version`,
  )
  const [row] = await tx.run(statement)
  return Number(row?.[0])
}

/**
 * The head, held against a publish until the transaction of `tx` ends: what several statements rely on together. The lock on
 * the table is what a publish waits for, in a fair queue; one on the row as strong as `for share` would let overlapping
 * writers keep those out for ever who only move the epoch.
 */
export async function lockHead(tx: Runner, schema: SchemaName): Promise<Head> {
  const [row] = await tx.run(
    compileStatement(sql`select version, access_epoch from ${sql.id(schema, '_head')} for key share`),
  )
  return { version: Number(row?.[0]), accessEpoch: Number(row?.[1]) }
}
