import { compileSqlCondition, type TypedExpression } from '@huozi/expression'
import { type FieldModel, type ObjectModel, REFERRING_RECORD } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import { renderSqlNode } from '../expression/render-sql-node.ts'
import { objectColumn } from '../field-storage/polymorphic.ts'
import { fileCte } from '../file/file-ctes.ts'
import { rowCondition } from '../query/compile-read.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation, type RowRules } from '../query/relation.ts'

/** A reference being written, and the CTEs that prove and hold its target. */
export interface CheckedReference {
  readonly field: FieldModel
  /** One for each object it may point to. */
  readonly ctes: readonly ReferenceCte[]
}

interface ReferenceCte {
  readonly name: string
  /** Null for a file. */
  readonly to: ObjectModel | null
}

/** Why a reference was refused: its target is not there for the writer, or is none that may be chosen. */
export type ReferenceFault = 'missing' | 'unfit'

/** Names the CTE of each reference among the fields written. */
export function checkedReferences(fields: readonly FieldModel[]): CheckedReference[] {
  return fields
    .filter((field) => field.column !== null)
    .map((field) => ({ field, targets: targetsOf(field) }))
    .filter(({ targets }) => targets.length > 0)
    .map(({ field, targets }, index) => ({
      field,
      ctes: targets.map((to, at) => ({ name: `r${index}_${at}`, to })),
    }))
}

function targetsOf(field: FieldModel): readonly (ObjectModel | null)[] {
  return field.fieldType.file === undefined ? [field.target() ?? [], field.targets].flat() : [null]
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
  const ctes = references.flatMap(({ field, ctes: of }) => of.map((cte) => ({ field, ...cte })))
  return ctes.map(({ field, name, to }) => {
    if (to === null) return fileCte(target, field, name)
    const found = new Relation({ ...target, object: to, alias: 't', rules: EVERY_ROW })
    const rule = rowCondition(options.rules(to), found)
    const { fits, joins } = candidacy(target, field, { found, from: options.from })
    const wanted = sql`(select ${sql.id(field.column?.name ?? '')} from ${sql.id(options.from)}${ofObject(field, to)})`
    return sql`${sql.id(name)} as materialized (select t.id${fits} from ${sql.id(target.schema, to.table)} as t${found.joins()}${joins}
      where t.id = ${wanted} and t.deleted_at is null and ${rule} for key share of t)`
  })
}

/** Of a reference to several objects, only the one its value names. */
function ofObject({ column, targets }: FieldModel, to: ObjectModel): RawBuilder<unknown> {
  return targets.length === 0 ? sql`` : sql` where ${sql.id(objectColumn(column?.name ?? ''))} = ${to.id}::integer`
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
    calendarDays: () => found.calendarDays(),
    tree: () => found.tree(),
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

function referenceHolds({ field, ctes }: CheckedReference, alias: string): RawBuilder<unknown> {
  const fits = field.candidates === null ? sql`` : sql` as r where r.fits`
  const found = ctes.map(({ name }) => sql`exists (select 1 from ${sql.id(name)}${fits})`)
  return sql`(${sql.join([sql`${sql.id(alias, field.column?.name ?? '')} is null`, ...found], sql` or `)})`
}

/** What stands against a reference of the row `alias`, as a {@link ReferenceFault}; null when nothing does. */
export function referenceFault(reference: CheckedReference, alias: string): RawBuilder<unknown> {
  const { field, ctes } = reference
  const [cte] = ctes
  const isConditional = field.candidates !== null && cte !== undefined
  const unfit = isConditional ? sql` when exists (select 1 from ${sql.id(cte.name)}) then 'unfit'` : sql``
  return sql`case when ${referenceHolds(reference, alias)} then null${unfit} else 'missing' end`
}
