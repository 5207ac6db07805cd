import type { Json } from '@huozi/core'
import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'
import type { ClaimedBuild } from './builds.ts'

/** How far the filling of a column has come. */
export interface FillingPosition {
  /** Id of the last record that was filled. */
  readonly after: string
  readonly done: number
  /** Records there were when it began. */
  readonly total: number
}

/** Below every record's id. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Where a filling goes on; at its start it counts the records of its table, for the progress alone. */
export async function fetchFilling(
  db: Runner,
  schema: SchemaName,
  { build, table }: { build: ClaimedBuild; table: string },
): Promise<FillingPosition> {
  const select = compileStatement(
    sql`select detail->'position', (select count(*) from ${sql.id(schema, table)}) from ${sql.id(schema, '_build')} where id = ${slot('id', 'bigint')}`,
    { prepare: false },
  )
  const [row] = await db.run(select, { id: build.id })
  const known = JSON.parse(row?.[0] ?? 'null') as FillingPosition | null
  return known ?? { after: BEFORE_ALL, done: 0, total: Number(row?.[1] ?? 0) }
}

/** Writes down how far it has come, in the transaction that came so far. */
export async function noteFilled(
  db: Runner,
  schema: SchemaName,
  { build, position }: { build: ClaimedBuild; position: FillingPosition },
): Promise<void> {
  const update =
    compileStatement(sql`update ${sql.id(schema, '_build')} set detail = detail || ${slot('detail', 'jsonb')},
    progress = ${slot('progress', 'numeric')} where id = ${slot('id', 'bigint')}`)
  const progress = position.total === 0 ? 1 : Math.min(1, position.done / position.total)
  await db.run(update, {
    id: build.id,
    detail: JSON.stringify({ position } as unknown as Json),
    progress: progress.toFixed(4),
  })
}
