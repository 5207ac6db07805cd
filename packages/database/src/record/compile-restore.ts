import type { FieldModel, ObjectModel } from '@huozi/metadata'
import { sql } from 'kysely'
import { objectColumn } from '../field-storage/polymorphic.ts'
import { rowCondition } from '../query/compile-read.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation, type RowRule } from '../query/relation.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'

/*
 * Restoring touches what went with the record and asks for what it refers to, so it runs as a transaction of several
 * statements like deleting: lock, find what went along, hold what is referred to, mark.
 */

/** Locks a deleted row (slot `id`) that meets every rule; answers its `deleted_at` as Postgres writes it, or nothing. */
export function compileLockDeleted(target: ReadTarget, rules: readonly RowRule[]): Statement {
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const conditions = sql.join(
    rules.map((rule) => rowCondition(rule, relation)),
    sql` and `,
  )
  return compileStatement(
    sql`select t.deleted_at from ${sql.id(target.schema, target.object.table)} as t${relation.joins()}
      where t.id = ${slot('id', 'uuid')} and t.deleted_at is not null and ${conditions} for update of t`,
    { salt: target.version },
  )
}

/** Rows that point by `field` to one of slot `ids` and went in the same deletion (slot `deletedAt`); locks and answers their ids. */
export function compileGoneReferrers(schema: SchemaName, object: ObjectModel, field: FieldModel): Statement {
  return compileStatement(
    sql`select id from ${sql.id(schema, object.table)} where ${sql.id(field.column?.name ?? '')} = any(${slot('ids', 'uuid[]')})
      and deleted_at = ${slot('deletedAt', 'timestamptz')} order by id for update`,
  )
}

/** The rows of slot `ids` whose `field` points to a record of `to`: their id and that record's. */
export function compileReferencesOf(
  schema: SchemaName,
  { referrer, field }: { referrer: ObjectModel; field: FieldModel },
  to: ObjectModel,
): Statement {
  const name = field.column?.name ?? ''
  const isOfObject = field.targets.length === 0 ? sql`true` : sql`${sql.id(objectColumn(name))} = ${to.id}::integer`
  return compileStatement(
    sql`select id, ${sql.id(name)} from ${sql.id(schema, referrer.table)}
      where id = any(${slot('ids', 'uuid[]')}) and ${sql.id(name)} is not null and ${isOfObject}`,
  )
}

/** Holds the living rows of slot `ids` against deletion until the transaction ends; answers their ids. */
export function compileHoldLiving(schema: SchemaName, object: ObjectModel): Statement {
  return compileStatement(
    sql`select id from ${sql.id(schema, object.table)} where id = any(${slot('ids', 'uuid[]')}) and deleted_at is null order by id for key share`,
  )
}
