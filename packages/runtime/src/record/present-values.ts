import type { Json } from '@huozi/core'
import { isJsonObject } from '@huozi/core'
import { compileLabels, HEAD_COLUMNS, headSlots, readHead } from '@huozi/database'
import type { FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import type { ReadSession } from '../query/list-records.ts'
import { assertHead } from '../view/views.ts'
import { evaluationContext } from './rule-context.ts'
import { cacheKey, readRules, readTarget } from './target.ts'

/** A stored value with the field that types it. */
export interface StoredEntry {
  readonly field: FieldModel
  readonly value: StoredValue
}

/** What names records, by id; only of those the reader may see. */
export type Labels = ReadonlyMap<string, string | null>

/** The record a value points to; null when it points to none. */
function pointed({ field, value }: StoredEntry): { target: ObjectModel | undefined; id: string } | null {
  if (value === null) return null
  if (field.targets.length > 0) {
    if (!isJsonObject(value) || typeof value.id !== 'string') return null
    return { target: field.targets.find(({ name }) => name === value.object), id: value.id }
  }
  const target = field.target()
  return target === undefined || typeof value !== 'string' ? null : { target, id: value }
}

/** Reads what names the records that values point to, one statement for each object. */
export async function fetchLabels(session: ReadSession, entries: readonly StoredEntry[]): Promise<Labels> {
  const wanted = Map.groupBy(
    entries.flatMap((entry) => pointed(entry) ?? []),
    ({ target }) => target,
  )
  const labels = new Map<string, string | null>()
  for (const [target, found] of wanted) {
    if (target === undefined || !canName(session, target)) continue
    const ids = [...new Set(found.map(({ id }) => id))]
    for (const [id, label] of await fetchTitles(session, target, ids)) labels.set(id, label)
  }
  return labels
}

function canName({ view: { access } }: ReadSession, target: ObjectModel): boolean {
  return access.can(target, 'read') && access.canRead(target, target.title)
}

async function fetchTitles(
  { deps, ctx, view }: ReadSession,
  target: ObjectModel,
  ids: readonly string[],
): Promise<readonly (readonly [string, string | null])[]> {
  const statement = deps.statements.get(cacheKey(ctx, view, 'labels', target.name), () =>
    compileLabels(readTarget(ctx, view, target), readRules(view)(target)),
  )
  const rows = await deps.database.run(
    statement,
    { ids, ...headSlots(view.head) },
    evaluationContext(deps.clock, ctx, view),
  )
  assertHead(readHead(rows[0]), view)
  return rows.flatMap((row) => {
    const [id, label = null] = row.slice(HEAD_COLUMNS)
    return id ? [[id, label] as const] : []
  })
}

/** A stored value as answers carry it. */
export function presentStored({ view }: ReadSession, entry: StoredEntry, labels: Labels): Json {
  const to = pointed(entry)
  if (to === null) return entry.value as Json
  const reference = { id: to.id, label: labels.get(to.id) ?? null }
  if (entry.field.targets.length === 0) return reference
  const isKnown = to.target !== undefined && readRules(view)(to.target) !== false
  return { ...reference, object: isKnown ? (to.target?.name ?? null) : null }
}
