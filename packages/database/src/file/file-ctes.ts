import type { FieldModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { ReadTarget } from '../query/read-plan.ts'
import { slot } from '../statement/statement.ts'

/** The file fields among fields. */
function fileFields(fields: readonly FieldModel[]): readonly FieldModel[] {
  return fields.filter(({ fieldType, column }) => fieldType.file !== undefined && column !== null)
}

/**
 * Finds and holds the file a field of the new row (CTE `n`) names, if it may stand there: uploaded by the writer and held by no
 * record yet, or held by this very field already; in no other field of the row; of an allowed kind and size. Slot: `actor`.
 */
export function fileCte(target: ReadTarget, field: FieldModel, name: string): RawBuilder<unknown> {
  const { types, maxBytes } = field.fieldType.file?.(field.options) ?? { types: null, maxBytes: null }
  const isKind = types === null ? sql`true` : sql`f.type = any(${[...types]}::text[])`
  const isSmall = maxBytes === null ? sql`true` : sql`f.size <= ${maxBytes}::bigint`
  const wanted = sql`(select ${sql.id(field.column?.name ?? '')} from n)`
  const isFree = sql`f.record_id is null and f.uploaded_by is not distinct from ${slot('actor', 'uuid')}`
  const others = fileFields(target.object.fields).filter((other) => other !== field)
  const isOnlyHere = others.map(
    (other) => sql` and (select ${sql.id(other.column?.name ?? '')} from n) is distinct from f.id`,
  )
  const isHeldHere = sql`f.record_id = (select id from n) and f.field_id = ${field.id}::integer`
  return sql`${sql.id(name)} as materialized (select f.id from ${sql.id(target.schema, '_file')} as f
    where f.id = ${wanted} and ${isKind} and ${isSmall} and ((${isFree}) or (${isHeldHere}))${sql.join(isOnlyHere, sql``)} for update of f)`
}

/**
 * Ties the files of a written row (CTE `w`) to it, and lets go those it held before (CTE `o`, of a change). Slot: `at`.
 */
export function holdFileCtes(
  { schema, object }: ReadTarget,
  fields: readonly FieldModel[],
  isChange: boolean,
): RawBuilder<unknown>[] {
  const files = sql.id(schema, '_file')
  return fileFields(fields).flatMap((field, index) => {
    const column = field.column?.name ?? ''
    const hold = sql`${sql.id(`fh${index}`)} as (update ${files} as f
      set object_id = ${object.id}::integer, record_id = w.id, field_id = ${field.id}::integer, detached_at = null
      from w where f.id = ${sql.id('w', column)})`
    const letGo = sql`${sql.id(`fg${index}`)} as (update ${files} as f set detached_at = ${slot('at', 'timestamptz')}
      from w, o where f.id = ${sql.id('o', column)} and ${sql.id('w', column)} is distinct from ${sql.id('o', column)})`
    return isChange ? [hold, letGo] : [hold]
  })
}
