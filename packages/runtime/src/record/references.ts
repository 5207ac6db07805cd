import { compileReferrers, compileVisibleAmong } from '@huozi/database'
import { type FieldModel, isHeard, type ObjectModel, type OnDelete, type RecordChange } from '@huozi/metadata'
import { evaluationContext } from './rule-context.ts'
import { readTarget } from './target.ts'
import type { WriteScope } from './write-record.ts'

/** A field of an object that points to another. */
export interface Reference {
  readonly referrer: ObjectModel
  readonly field: FieldModel
}

/** The references that hold records of an object, and what each does when its target goes. */
export function referencesTo(
  { view }: Pick<WriteScope, 'view'>,
  object: ObjectModel,
): (Reference & { readonly onDelete: OnDelete })[] {
  return object.incoming.flatMap(({ object: name, field: fieldName, onDelete }) => {
    const referrer = view.model.objects.get(name)
    const field = referrer?.field(fieldName)
    return referrer === undefined || field === undefined || field.column === null ? [] : { referrer, field, onDelete }
  })
}

/** Records of one object that a deletion takes away or a restore brings back. */
export interface RecordSet {
  readonly object: ObjectModel
  readonly ids: Set<string>
}

/** Records of several objects, by the object's name. */
export type RecordSets = ReadonlyMap<string, RecordSet>

/** Finds which records follow others by a reference to them. */
export type FindFollowers = (
  reference: Reference & { readonly onDelete: OnDelete },
  ids: readonly string[],
) => Promise<readonly string[]>

/** The record of the scope's object and all that follow it, each record once, also where they lead in a circle. */
export async function collectFollowers(scope: WriteScope, id: string, find: FindFollowers): Promise<RecordSets> {
  const sets = new Map<string, RecordSet>([[scope.object.name, { object: scope.object, ids: new Set([id]) }]])
  const waiting: { object: ObjectModel; ids: readonly string[] }[] = [{ object: scope.object, ids: [id] }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const reference of referencesTo(scope, next.object)) {
      const { referrer } = reference
      const known = sets.get(referrer.name) ?? { object: referrer, ids: new Set() }
      const added = (await find(reference, next.ids)).filter((following) => !known.ids.has(following))
      if (added.length === 0) continue
      for (const following of added) known.ids.add(following)
      sets.set(referrer.name, known)
      waiting.push({ object: referrer, ids: added })
    }
  }
  return sets
}

/** What points to records. */
export interface Referrers {
  /** Ids of the living. */
  readonly living: readonly string[]
  /** When the last of those went that were deleted since the write began (ms since 1970); null when none was. */
  readonly lastGone: number | null
}

/** Locks the records that point to one of these. */
export async function fetchReferrers(
  { ctx, runner, at }: WriteScope,
  { referrer, field }: Reference,
  ids: readonly string[],
): Promise<Referrers> {
  const rows = await runner.run(compileReferrers(ctx.tenant.schema, referrer, field), { ids, at })
  const gone = rows.flatMap(([, ms]) => (ms ? Number(ms) : []))
  return {
    living: rows.flatMap(([id, ms]) => (id && !ms ? id : [])),
    lastGone: gone.length === 0 ? null : Math.max(...gone),
  }
}

/** What blanking a reference is to who listens. */
export function clearing(field: FieldModel): RecordChange {
  return { event: 'updated', changed: [field] }
}

/** Whether anybody waits to hear that a reference was blanked. */
export function isClearingHeard({ view }: WriteScope, { referrer, field }: Reference): boolean {
  return isHeard(view.model, referrer, clearing(field))
}

/** How many of the living records the caller may know of. */
export async function countVisible(scope: WriteScope, object: ObjectModel, ids: readonly string[]): Promise<number> {
  const { deps, ctx, view, runner } = scope
  if (!view.access.can(object, 'read')) return 0
  const statement = compileVisibleAmong(readTarget(ctx, view, object), view.access.rows(object, 'read'))
  return (await runner.run(statement, { ids }, evaluationContext(deps.clock, ctx, view))).length
}
