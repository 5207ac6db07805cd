import type { FieldModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import { rowCondition } from '../query/compile-read.ts'
import { EVERY_ROW, Relation, type RowRules } from '../query/relation.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'

/** A reference being written, and the CTE that proves and holds its target. */
export interface CheckedReference {
  readonly field: FieldModel
  readonly cte: string
}

/** Names the CTE of each reference among the fields written. */
export function checkedReferences(fields: readonly FieldModel[]): CheckedReference[] {
  return fields
    .filter((field) => field.column !== null && field.target() !== undefined)
    .map((field, index) => ({ field, cte: `r${index}` }))
}

/**
 * CTEs that lock each target against deletion (`for key share`), if it is live and the writer may see it.
 * `from` is the CTE with the new row.
 */
export function referenceCtes(
  schema: SchemaName,
  references: readonly CheckedReference[],
  options: { from: string; rules: RowRules },
): RawBuilder<unknown>[] {
  return references.map(({ field, cte }) => {
    const target = field.target()
    if (target === undefined) throw new Error(`Not a reference: ${field.object}.${field.name}`)
    const relation = new Relation({ schema, object: target, alias: 't', rules: EVERY_ROW })
    const rule = rowCondition(options.rules(target), relation)
    const wanted = sql`(select ${sql.id(field.column?.name ?? '')} from ${sql.id(options.from)})`
    return sql`${sql.id(cte)} as materialized (select t.id from ${sql.id(schema, target.table)} as t${relation.joins()}
      where t.id = ${wanted} and t.deleted_at is null and ${rule} for key share of t)`
  })
}

/** True when every reference is blank or was found. */
export function referencesHold(references: readonly CheckedReference[], alias: string): RawBuilder<unknown> {
  if (references.length === 0) return sql`true`
  return sql.join(
    references.map((reference) => referenceHolds(reference, alias)),
    sql` and `,
  )
}

/** True when this reference is blank or was found; also shown to the caller, to say which one is wrong. */
export function referenceHolds({ field, cte }: CheckedReference, alias: string): RawBuilder<unknown> {
  return sql`(${sql.id(alias, field.column?.name ?? '')} is null or exists (select 1 from ${sql.id(cte)}))`
}
