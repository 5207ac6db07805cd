import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** A series of numbers of one field. */
export interface Series {
  readonly field: number
  readonly series: string
}

/** Takes the next `count` numbers of a series for good; answers the last of them. */
export async function reserveNumbers(db: Runner, schema: SchemaName, of: Series & { count: number }): Promise<number> {
  const statement = compileStatement(sql`insert into ${sql.id(schema, '_counter')} as c (field, series, value)
    values (${slot('field', 'integer')}, ${slot('series', 'text')}, ${slot('count', 'bigint')})
    on conflict (field, series) do update set value = c.value + excluded.value returning value`)
  const [row] = await db.run(statement, { ...of })
  return Number(row?.[0])
}
