import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** What is known of an uploaded file; its bytes are in the file store. */
export interface StoredFile {
  readonly id: string
  /** As the uploader called it. */
  readonly name: string
  /** Kind of content, as the bytes say. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** SHA-256, hexadecimal. */
  readonly digest: string
  readonly uploadedBy: string | null
  /** Identities of the record and field that hold it; null while none does. */
  readonly holder: { readonly object: number; readonly record: string; readonly field: number } | null
}

/** Keeps what is known of a file whose bytes are stored. */
export async function insertFile(
  db: Runner,
  schema: SchemaName,
  { at, ...file }: Omit<StoredFile, 'holder'> & { readonly at: string },
): Promise<void> {
  const statement =
    compileStatement(sql`insert into ${sql.id(schema, '_file')} (id, name, type, size, digest, uploaded_by, created_at)
    values (${slot('id', 'uuid')}, ${slot('name', 'text')}, ${slot('type', 'text')}, ${slot('size', 'bigint')}, ${slot('digest', 'text')},
      ${slot('uploadedBy', 'uuid')}, ${slot('at', 'timestamptz')})`)
  await db.run(statement, { ...file, at })
}

/** A file by id; null when there is none. */
export async function fetchFile(db: Runner, schema: SchemaName, id: string): Promise<StoredFile | null> {
  const statement = compileStatement(sql`select name, type, size, digest, uploaded_by, object_id, record_id, field_id
    from ${sql.id(schema, '_file')} where id = ${slot('id', 'uuid')}`)
  const [row] = await db.run(statement, { id })
  if (row === undefined) return null
  const [name, type, size, digest, uploadedBy = null, object, record = null, field] = row
  return {
    id,
    name: name ?? '',
    type: type ?? '',
    size: Number(size),
    digest: digest ?? '',
    uploadedBy,
    holder: record === null ? null : { object: Number(object), record, field: Number(field) },
  }
}

/** Forgets files that no record took (uploaded before `unheld`) or that one let go (before `letGo`); answers their ids. */
export async function deleteAbandonedFiles(
  db: Runner,
  schema: SchemaName,
  before: { readonly unheld: string; readonly letGo: string },
): Promise<readonly string[]> {
  const statement = compileStatement(sql`delete from ${sql.id(schema, '_file')}
    where (record_id is null and created_at < ${slot('unheld', 'timestamptz')}) or detached_at < ${slot('letGo', 'timestamptz')} returning id`)
  const rows = await db.run(statement, { ...before })
  return rows.flatMap(([id]) => id ?? [])
}

/** Those of the ids that are files. */
export async function fetchKnownFiles(
  db: Runner,
  schema: SchemaName,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const statement = compileStatement(
    sql`select id from ${sql.id(schema, '_file')} where id = any(${slot('ids', 'uuid[]')})`,
  )
  const rows = await db.run(statement, { ids })
  return new Set(rows.flatMap(([id]) => id ?? []))
}
