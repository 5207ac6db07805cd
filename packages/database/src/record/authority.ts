import { type RawBuilder, sql } from 'kysely'
import type { JournalEntry } from './journal.ts'

/**
 * What a change of users (CTE `w`) does to authority, in the same statement: every node takes a new view with its next
 * statement, since sessions and rules know the user's record, and the sessions of who is switched off or deleted end.
 * Nothing for other objects.
 */
export function authorityCtes({ schema, object, event }: JournalEntry): RawBuilder<unknown>[] {
  if (object.document.systemRole !== 'user') return []
  const active = object.field('active')?.column
  const isOut = event === 'deleted' ? sql`true` : active ? sql`${sql.id('w', active.name)} is not true` : sql`false`
  return [
    sql`au as (update ${sql.id(schema, '_head')} set access_epoch = access_epoch + 1 where exists (select 1 from w))`,
    sql`aus as (delete from ${sql.id(schema, '_session')} as s using w where s.user_id = w.id and ${isOut})`,
  ]
}
