import type { Model } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** Somebody who is to be told something. */
export interface Recipient {
  readonly id: string
  /** Language he chose; null when he chose none. */
  readonly locale: string | null
}

/** Who is meant: holders of roles, and users by id. */
export interface RecipientQuery {
  readonly roleIds: readonly number[]
  readonly userIds: readonly string[]
  /** Every user is meant: a role that everyone holds. */
  readonly everyone: boolean
}

/** The active users who are meant, each once, by id. */
export async function fetchRecipients(
  db: Runner,
  { schema, model }: { schema: SchemaName; model: Model },
  query: RecipientQuery,
): Promise<readonly Recipient[]> {
  const user = model.system.get('user')
  if (user === undefined) return []
  const column = (name: string, missing: RawBuilder<unknown>) => {
    const stored = user.field(name)?.column
    return stored ? sql.id('u', stored.name) : missing
  }
  const statement = compileStatement(
    sql`select u.id, ${column('locale', sql`null::text`)} from ${sql.id(schema, user.table)} as u
      where u.deleted_at is null and ${column('active', sql`true`)} and (${slot('everyone', 'boolean')} or u.id = any(${slot('userIds', 'uuid[]')})
        or exists (select 1 from ${sql.id(schema, '_membership')} as m where m.user_id = u.id and m.role_id = any(${slot('roleIds', 'integer[]')})))
      order by u.id`,
    { salt: model.version },
  )
  const rows = await db.run(statement, { ...query })
  return rows.map(([id, locale]) => ({ id: id ?? '', locale: locale ?? null }))
}
