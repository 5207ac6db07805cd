import { fold } from '@huozi/expression'
import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import { foldedColumn } from '../field-storage/folded-copy.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

const BATCH = 1000

/** Below every record's id. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Fills the folded copy of a text column where it is missing, in batches. Adding the column waited for older writers and every
 * later one fills it, so what is missing now is all there is. May be repeated at any time.
 */
export async function fillFolded(
  db: Runner,
  schema: SchemaName,
  { table, column }: { table: string; column: string },
): Promise<void> {
  const rows = sql.id(schema, table)
  const text = sql.id(column)
  const folded = sql.id(foldedColumn(column))
  const select = compileStatement(
    sql`select id, ${text} from ${rows} where id > ${slot('after', 'uuid')} and ${text} is not null and ${folded} is null order by id limit ${BATCH}::integer`,
    { prepare: false },
  )
  // A record changed since it was read has its copy already, or its text is another one.
  const update = compileStatement(
    sql`update ${rows} as x set ${folded} = f.folded
      from unnest(${slot('ids', 'uuid[]')}, ${slot('texts', 'text[]')}, ${slot('folded', 'text[]')}) as f(id, text, folded)
      where x.id = f.id and x.${text} = f.text`,
    { prepare: false },
  )
  for (let after = BEFORE_ALL; ; ) {
    const found = await db.run(select, { after })
    const last = found.at(-1)?.[0]
    if (last === undefined || last === null) return
    const texts = found.map(([, value]) => value ?? '')
    await db.run(update, { ids: found.map(([id]) => id), texts, folded: texts.map(fold) })
    after = last
  }
}
