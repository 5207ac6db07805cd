import type { ObjectModel, ValidationModel } from '@huozi/metadata'
import { sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { conditionSql } from '../query/expression-sql.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation } from '../query/relation.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'

/** Compiles holding records (slot `ids`) until the transaction ends, so that what rules read of their collections stays. */
export function compileHoldAnchors(schema: SchemaName, object: ObjectModel): Statement {
  return compileStatement(
    sql`select 1 from ${sql.id(schema, object.table)} where id = any(${slot('ids', 'uuid[]')}) order by id for no key update`,
  )
}

/** What rules over other records say of a record. */
export interface AnchoredVerdict {
  readonly id: string
  /** False for one in the recycle bin. */
  readonly isLive: boolean
  /** The rules it fails. */
  readonly failed: ReadonlySet<ValidationModel>
}

export interface CompiledAnchored {
  readonly statement: Statement
  readonly read: (row: Row) => AnchoredVerdict
}

/**
 * Compiles asking rules of an object of its records (slot `ids`), with the right of the engine. It must not be the statement
 * that waits for the anchors, which would see the collections as they were before.
 */
export function compileAnchored(target: ReadTarget, rules: readonly ValidationModel[]): CompiledAnchored {
  const { schema, object, version } = target
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const verdicts = rules.map(({ appliesWhen, failWhen }) => {
    const conditions = [appliesWhen, failWhen].flatMap((part) => (part === null ? [] : conditionSql(part, relation)))
    return sql`(${sql.join(conditions, sql`) and (`)}) is true`
  })
  const statement = compileStatement(
    sql`select t.id, t.deleted_at is null, ${sql.join(verdicts)} from ${sql.id(schema, object.table)} as t${relation.joins()}
      where t.id = any(${slot('ids', 'uuid[]')}) order by t.id`,
    { salt: version },
  )
  return { statement, read: (row) => readVerdict(row, rules) }
}

function readVerdict([id, isLive, ...fails]: Row, rules: readonly ValidationModel[]): AnchoredVerdict {
  return { id: id ?? '', isLive: isLive === 't', failed: new Set(rules.filter((_, at) => fails[at] === 't')) }
}
