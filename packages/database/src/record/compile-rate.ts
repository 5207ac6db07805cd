import { sql } from 'kysely'
import type { ReadTarget } from '../query/read-plan.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'

/** The rate of a currency (slot `currency`) that is in force on a day (slot `day`): the latest that began. */
export function compileRate({ schema, object, version }: ReadTarget): Statement {
  const column = (name: string) => sql.id(object.field(name)?.column?.name ?? name)
  return compileStatement(
    sql`select ${column('rate')}::text from ${sql.id(schema, object.table)}
      where ${column('currency_code')} = ${slot('currency', 'text')} and ${column('valid_from')} <= ${slot('day', 'date')} and deleted_at is null
      order by ${column('valid_from')} desc limit 1`,
    { salt: version },
  )
}
