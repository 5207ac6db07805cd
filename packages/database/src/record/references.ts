import { compileSqlCondition, type TypedExpression } from '@huozi/expression'
import { type FieldModel, REFERRING_RECORD } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import { renderSqlNode } from '../expression/render-sql-node.ts'
import { rowCondition } from '../query/compile-read.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation, type RowRules } from '../query/relation.ts'

/** A reference being written, and the CTE that proves and holds its target. */
export interface CheckedReference {
  readonly field: FieldModel
  readonly cte: string
}

/** Why a reference was refused: its target is not there for the writer, or is none that may be chosen. */
export type ReferenceFault = 'missing' | 'unfit'

/** Names the CTE of each reference among the fields written. */
export function checkedReferences(fields: readonly FieldModel[]): CheckedReference[] {
  return fields
    .filter((field) => field.column !== null && field.target() !== undefined)
    .map((field, index) => ({ field, cte: `r${index}` }))
}

/**
 * CTEs that lock each target against deletion (`for key share`), if it is live and the writer may see it, and say whether
 * it meets the reference's condition. `from` is the CTE with the new row.
 */
export function referenceCtes(
  target: ReadTarget,
  references: readonly CheckedReference[],
  options: { from: string; rules: RowRules },
): RawBuilder<unknown>[] {
  return references.map(({ field, cte }) => {
    const to = field.target()
    if (to === undefined) throw new Error(`Not a reference: ${field.object}.${field.name}`)
    const found = new Relation({ ...target, object: to, alias: 't', rules: EVERY_ROW })
    const rule = rowCondition(options.rules(to), found)
    const { fits, joins } = candidacy(target, field, { found, from: options.from })
    const wanted = sql`(select ${sql.id(field.column?.name ?? '')} from ${sql.id(options.from)})`
    return sql`${sql.id(cte)} as materialized (select t.id${fits} from ${sql.id(target.schema, to.table)} as t${found.joins()}${joins}
      where t.id = ${wanted} and t.deleted_at is null and ${rule} for key share of t)`
  })
}

interface Candidacy {
  /** Column that says whether the target may be chosen; none without a condition. */
  readonly fits: RawBuilder<unknown>
  /** The record that refers, where the condition speaks of it. */
  readonly joins: RawBuilder<unknown>
}

/** The condition of a reference over its target (`found`, whose joins grow) and the record that refers (CTE `from`); unknown counts as false. */
function candidacy(
  target: ReadTarget,
  { candidates }: FieldModel,
  { found, from }: { found: Relation; from: string },
): Candidacy {
  if (candidates === null) return { fits: sql``, joins: sql`` }
  const referring = new Relation({ ...target, alias: 's', rules: EVERY_ROW })
  const fits = candidateSql(candidates, found, referring)
  return { fits: sql`, (${fits}) is true as fits`, joins: sql` cross join ${sql.id(from)} as s${referring.joins()}` }
}

function candidateSql(condition: TypedExpression, found: Relation, referring: Relation): RawBuilder<unknown> {
  return renderSqlNode(compileSqlCondition(condition), {
    column: ([first = '', ...rest]) => {
      if (first !== REFERRING_RECORD) return found.column([first, ...rest])
      return referring.column(rest.length === 0 ? ['id'] : rest)
    },
    collection: ([first = '', ...rest]) =>
      first === REFERRING_RECORD ? referring.collection(rest) : found.collection([first, ...rest]),
  })
}

/** True when every reference is blank or was found and may be chosen. */
export function referencesHold(references: readonly CheckedReference[], alias: string): RawBuilder<unknown> {
  if (references.length === 0) return sql`true`
  return sql.join(
    references.map((reference) => referenceHolds(reference, alias)),
    sql` and `,
  )
}

function referenceHolds({ field, cte }: CheckedReference, alias: string): RawBuilder<unknown> {
  const fits = field.candidates === null ? sql`` : sql` as r where r.fits`
  return sql`(${sql.id(alias, field.column?.name ?? '')} is null or exists (select 1 from ${sql.id(cte)}${fits}))`
}

/** What stands against a reference of the row `alias`, as a {@link ReferenceFault}; null when nothing does. */
export function referenceFault(reference: CheckedReference, alias: string): RawBuilder<unknown> {
  const { field, cte } = reference
  const unfit = field.candidates === null ? sql`` : sql` when exists (select 1 from ${sql.id(cte)}) then 'unfit'`
  return sql`case when ${referenceHolds(reference, alias)} then null${unfit} else 'missing' end`
}
