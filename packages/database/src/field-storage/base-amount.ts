import type { FieldModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'

/** A base amount. A record without a currency is of before its object had any: its amounts are in the tenant's. */
export function baseSql(alias: string, { column, baseOf }: FieldModel): RawBuilder<unknown> {
  const [base, amount] = [column?.name ?? '', baseOf?.column?.name ?? '']
  return sql`case when ${sql.id(alias, 'currency')} is null then ${sql.id(alias, amount)} else ${sql.id(alias, base)} end`
}
