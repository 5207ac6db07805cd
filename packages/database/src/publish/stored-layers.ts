import type { Json } from '@huozi/core'
import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'
import type { StoredLayer } from './apply-publish.ts'

/** The layers of the current version, in order. */
export async function fetchLayers(db: Runner, schema: SchemaName): Promise<readonly StoredLayer[]> {
  const rows = await db.run(
    compileStatement(
      sql`select name, position, manifest, documents from ${sql.id(schema, '_layer')} order by position, name`,
    ),
  )
  return rows.map(([name, position, manifest, documents]) => ({
    name: name ?? '',
    position: Number(position),
    manifest: JSON.parse(manifest ?? 'null') as Json,
    documents: JSON.parse(documents ?? '[]') as Json,
  }))
}

/** One line of the list of versions. */
export interface VersionEntry {
  readonly version: number
  readonly createdAt: string
  readonly author: string | null
  readonly message: string
  readonly checksum: string
}

/** Published versions, newest first, at most 200. */
export async function fetchVersions(db: Runner, schema: SchemaName): Promise<readonly VersionEntry[]> {
  const rows = await db.run(
    compileStatement(sql`select version, to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), author, message, checksum
      from ${sql.id(schema, '_version')} order by version desc limit 200`),
  )
  return rows.map(([version, createdAt, author, message, checksum]) => ({
    version: Number(version),
    createdAt: createdAt ?? '',
    author: author ?? null,
    message: message ?? '',
    checksum: checksum ?? '',
  }))
}

/** How many live rows a column or table holds: what a publish would put out of sight. */
export async function countFilled(
  db: Runner,
  schema: SchemaName,
  of: { table: string; column: string | null },
): Promise<number> {
  const filled = of.column === null ? sql`true` : sql`${sql.id(of.column)} is not null`
  const [row] = await db.run(
    compileStatement(sql`select count(*) from ${sql.id(schema, of.table)} where deleted_at is null and ${filled}`, {
      prepare: false,
    }),
  )
  return Number(row?.[0])
}

/** How many live rows of a table are blank in a column; all of them when the column is not there yet (null). */
export async function countBlank(
  db: Runner,
  schema: SchemaName,
  { table, column }: { table: string; column: string | null },
): Promise<number> {
  const blank = column === null ? sql`true` : sql`${sql.id(column)} is null`
  const [row] = await db.run(
    compileStatement(sql`select count(*) from ${sql.id(schema, table)} where deleted_at is null and ${blank}`, {
      prepare: false,
    }),
  )
  return Number(row?.[0])
}

/** A change set that waits to be published. */
export interface StoredDraft {
  readonly id: string
  readonly author: string
  readonly base: number
  /** Name of the layer it replaces. */
  readonly layer: string
  readonly manifest: Json
  readonly documents: Json
  readonly message: string
}

export async function insertDraft(
  db: Runner,
  schema: SchemaName,
  draft: StoredDraft & { readonly at: string },
): Promise<void> {
  const insert =
    compileStatement(sql`insert into ${sql.id(schema, '_draft')} (id, author, created_at, base, layer, manifest, documents, message)
    values (${slot('id', 'uuid')}, ${slot('author', 'uuid')}, ${slot('at', 'timestamptz')}, ${slot('base', 'integer')}, ${slot('layer', 'text')},
      ${slot('manifest', 'json')}, ${slot('documents', 'json')}, ${slot('message', 'text')})`)
  await db.run(insert, {
    ...draft,
    manifest: JSON.stringify(draft.manifest),
    documents: JSON.stringify(draft.documents),
  })
}

export async function fetchDraft(db: Runner, schema: SchemaName, id: string): Promise<StoredDraft | null> {
  const [row] = await db.run(
    compileStatement(
      sql`select id, author, base, layer, manifest, documents, message from ${sql.id(schema, '_draft')} where id = ${slot('id', 'uuid')}`,
    ),
    { id },
  )
  if (row === undefined) return null
  const [found, author, base, layer, manifest, documents, message] = row
  return {
    id: found ?? '',
    author: author ?? '',
    base: Number(base),
    layer: layer ?? '',
    manifest: JSON.parse(manifest ?? 'null') as Json,
    documents: JSON.parse(documents ?? '[]') as Json,
    message: message ?? '',
  }
}

/** Deletes a draft. False when there is none. */
export async function deleteDraft(db: Runner, schema: SchemaName, id: string): Promise<boolean> {
  const statement = compileStatement(
    sql`delete from ${sql.id(schema, '_draft')} where id = ${slot('id', 'uuid')} returning 1`,
  )
  return (await db.run(statement, { id })).length > 0
}

/** Deletes the drafts nobody has touched since an instant (ISO 8601); answers how many. */
export async function deleteDraftsBefore(db: Runner, schema: SchemaName, before: string): Promise<number> {
  const statement = compileStatement(
    sql`delete from ${sql.id(schema, '_draft')} where created_at < ${slot('before', 'timestamptz')} returning 1`,
  )
  return (await db.run(statement, { before })).length
}

/**
 * Puts one document into a draft, in place of the one of its kind and name. False when there is no such draft.
 * It makes the draft young again: `created_at` is the instant of its last change, and its id tells when it was begun.
 */
export async function putDraftDocument(
  db: Runner,
  schema: SchemaName,
  { id, at, document }: { id: string; at: string; document: { readonly kind: string; readonly name: string } },
): Promise<boolean> {
  const isOther = sql`(d->>'kind', d->>'name') is distinct from (${slot('kind', 'text')}, ${slot('name', 'text')})`
  const statement = compileStatement(sql`update ${sql.id(schema, '_draft')} set documents = (
      select pg_catalog.json_agg(d) from (select d from pg_catalog.json_array_elements(documents) as d where ${isOther}
        union all select ${slot('document', 'json')}) as kept), created_at = ${slot('at', 'timestamptz')}
    where id = ${slot('id', 'uuid')} returning 1`)
  const { kind, name } = document
  const rows = await db.run(statement, { id, kind, name, at, document: JSON.stringify(document) })
  return rows.length > 0
}
