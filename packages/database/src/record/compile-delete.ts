import type { FieldModel, ObjectModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import { rowCondition } from '../query/compile-read.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation, type RowRule } from '../query/relation.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'
import { authorityCtes } from './authority.ts'
import { writtenColumns } from './columns.ts'
import { eventCtes, image, imageFields, insertHistory, type WriteTarget } from './journal.ts'

/*
 * Deleting marks a row; it touches other objects, so it runs as a transaction of several statements
 * (mechanisms.md §9): lock, see who points here, cascade or clear, mark.
 */

/** Locks the row to delete (slots `id`, `expected`) if the writer may delete it; answers its id or nothing. */
export function compileLockForDelete(target: ReadTarget, rule: RowRule): Statement {
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const condition = rowCondition(rule, relation)
  return compileStatement(
    sql`select t.id from ${sql.id(target.schema, target.object.table)} as t${relation.joins()}
      where t.id = ${slot('id', 'uuid')} and t.deleted_at is null and t.version = ${slot('expected', 'bigint')} and ${condition} for update of t`,
    { salt: target.version },
  )
}

/**
 * Live rows whose `field` points to one of slot `ids`, and those that were deleted at or after slot `at`; locks them and answers
 * their ids, each with the millisecond it was deleted in.
 */
export function compileReferrers(schema: SchemaName, object: ObjectModel, field: FieldModel): Statement {
  return compileStatement(
    sql`select id, (extract(epoch from deleted_at) * 1000)::bigint from ${sql.id(schema, object.table)}
      where ${sql.id(field.column?.name ?? '')} = any(${slot('ids', 'uuid[]')}) and (deleted_at is null or deleted_at >= ${slot('at', 'timestamptz')}) order by id for update`,
  )
}

/** Those rows of slot `ids` that `rule` lets its reader see. */
export function compileVisibleAmong(target: ReadTarget, rule: RowRule): Statement {
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const condition = rowCondition(rule, relation)
  return compileStatement(
    sql`select t.id from ${sql.id(target.schema, target.object.table)} as t${relation.joins()}
      where t.id = any(${slot('ids', 'uuid[]')}) and t.deleted_at is null and ${condition}`,
    { salt: target.version },
  )
}

/** Marks the rows of slot `ids` as deleted, with history and events. Slots: `ids`, `deletedAt`, `at`, `actor`, `rule`, `depth`. */
export function compileMarkDeleted(target: WriteTarget): Statement {
  const mark = sql`deleted_at = ${slot('deletedAt', 'timestamptz')}`
  return compileChange(target, { event: 'deleted', set: mark, before: sql`'{}'::jsonb` })
}

/** Blanks `field` in the rows of slot `ids`, with history and events. Slots: `ids`, `at`, `actor`, `rule`, `depth`. */
export function compileClearReference(target: WriteTarget, field: FieldModel): Statement {
  const columns = writtenColumns(target.object, field).map(({ name }) => sql`${sql.id(name)} = null`)
  return compileChange(target, { event: 'updated', set: sql.join(columns), before: image('o', [field]) })
}

/** Brings the rows of slot `ids` back, with history and events. Slots: `ids`, `at`, `actor`, `rule`, `depth`. */
export function compileMarkRestored(target: WriteTarget): Statement {
  return compileChange(target, { event: 'restored', set: sql`deleted_at = null`, before: sql`'{}'::jsonb` })
}

interface SetChange {
  readonly event: 'deleted' | 'updated' | 'restored'
  readonly set: RawBuilder<unknown>
  readonly before: RawBuilder<unknown>
}

function compileChange(target: WriteTarget, { event, set, before }: SetChange): Statement {
  const { schema, object, version } = target
  const table = sql.id(schema, object.table)
  const journal = { schema, object, event, now: 'w', before, modelVersion: version }
  const from = sql`w join o on o.id = w.id`
  const columns = imageFields(object).flatMap((field) => writtenColumns(object, field))
  const stored = sql.join(columns.map(({ name }) => sql.id('t', name)))
  return compileStatement(
    sql`with o as materialized (select t.id, ${stored} from ${table} as t where t.id = any(${slot('ids', 'uuid[]')}) for update),
      w as (update ${table} as x set ${set}, version = x.version + 1, updated_at = ${slot('at', 'timestamptz')}, updated_by = ${slot('actor', 'uuid')}
        from o where x.id = o.id returning x.*),
      y as (${insertHistory(journal, from)})${sql.join(
        [...eventCtes(target, journal, from), ...authorityCtes(journal)].map((cte) => sql`, ${cte}`),
        sql``,
      )}
    select id from w`,
    { salt: version },
  )
}
