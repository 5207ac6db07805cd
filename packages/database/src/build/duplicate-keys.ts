import { type RawBuilder, sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import { foldedFrom } from '../field-storage/folded-copy.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement } from '../statement/statement.ts'

/** A value of a unique key that several live records share. */
export interface DuplicateKey {
  /** The key's values as one of the records writes them, in the key's order. */
  readonly values: readonly string[]
  readonly count: number
  /** Some of the records. */
  readonly records: readonly string[]
}

const MAX_KEYS = 100
const MAX_RECORDS = 5

/** The values that stand against a unique key, the commonest first, at most 100. */
export async function fetchDuplicates(
  db: Runner,
  schema: SchemaName,
  { table, columns }: { table: string; columns: readonly string[] },
): Promise<readonly DuplicateKey[]> {
  const key = sql.join(columns.map((column) => sql.id(column)))
  const filled = sql.join(
    columns.map((column) => sql`${sql.id(column)} is not null`),
    sql` and `,
  )
  const shown = sql.join(columns.map((column) => sql`min(${writtenColumn(column)}::text)`))
  const statement = compileStatement(
    sql`select count(*), pg_catalog.to_json((pg_catalog.array_agg(id order by id))[1:${MAX_RECORDS}::integer]), pg_catalog.json_build_array(${shown})
      from ${sql.id(schema, table)} where deleted_at is null and ${filled}
      group by ${key} having count(*) > 1 order by count(*) desc, ${key} limit ${MAX_KEYS}::integer`,
    { prepare: false },
  )
  const rows = await db.run(statement)
  return rows.map(([count, records, values]) => ({
    values: JSON.parse(values ?? '[]') as string[],
    count: Number(count),
    records: JSON.parse(records ?? '[]') as string[],
  }))
}

/** How many live records share their value of a key with another; texts count as equal whatever their case. */
export async function countDuplicates(
  db: Runner,
  schema: SchemaName,
  { table, columns }: { table: string; columns: readonly string[] },
): Promise<number> {
  const key = sql.join(columns.map(comparedColumn))
  const filled = sql.join(
    columns.map((column) => sql`${writtenColumn(column)} is not null`),
    sql` and `,
  )
  const statement = compileStatement(
    sql`select coalesce(sum(shared.records), 0) from (select count(*) as records from ${sql.id(schema, table)}
      where deleted_at is null and ${filled} group by ${key} having count(*) > 1) as shared`,
    { prepare: false },
  )
  const [row] = await db.run(statement)
  return Number(row?.[0])
}

/** The folded copy may still have to be made; the text without its case comes close. */
function comparedColumn(column: string): RawBuilder<unknown> {
  const source = foldedFrom(column)
  return source === null ? sql.id(column) : sql`pg_catalog.lower(${sql.id(source)})`
}

/** A key over text compares its folded copy; people know the text. */
function writtenColumn(column: string): RawBuilder<unknown> {
  return sql.id(foldedFrom(column) ?? column)
}
