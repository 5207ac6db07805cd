import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** Identities of the fields of a record that changed after a version. */
export async function fetchChangedFields(
  db: Runner,
  schema: SchemaName,
  of: { object: number; record: string; after: number },
): Promise<readonly number[]> {
  const statement =
    compileStatement(sql`select distinct k.key::integer from ${sql.id(schema, '_history')} as h, pg_catalog.jsonb_object_keys(h.before) as k(key)
    where h.object_id = ${slot('object', 'integer')} and h.record_id = ${slot('record', 'uuid')} and h.record_version > ${slot('after', 'bigint')} order by 1`)
  const rows = await db.run(statement, { ...of })
  return rows.map(([id]) => Number(id))
}
