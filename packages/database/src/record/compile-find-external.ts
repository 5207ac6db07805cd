import type { FieldModel } from '@huozi/metadata'
import { sql } from 'kysely'
import { rowCondition } from '../query/compile-read.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation, type RowRule } from '../query/relation.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'

/** The id of the live record with this external id (slot `external`), if the reader may see it. */
export function compileFindExternal(target: ReadTarget, key: FieldModel, rule: RowRule): Statement {
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const condition = rowCondition(rule, relation)
  const value = relation.value([key.name])
  return compileStatement(
    sql`select t.id from ${sql.id(target.schema, target.object.table)} as t${relation.joins()}
      where ${value}::text = ${slot('external', 'text')} and t.deleted_at is null and ${condition} limit 1`,
    { salt: target.version },
  )
}
