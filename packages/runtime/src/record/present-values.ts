import type { Json } from '@huozi/core'
import { isJsonObject } from '@huozi/core'
import { compileFileValues, compileLabels, HEAD_COLUMNS, headSlots, readHead } from '@huozi/database'
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

/** What names records, by id, only of those the reader may see; and files as answers carry them. */
export interface Labels {
  readonly records: ReadonlyMap<string, string | null>
  readonly files: ReadonlyMap<string, Json>
}

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

/** Reads what names the records and files that values point to, one statement for each object. */
export async function fetchLabels(session: ReadSession, entries: readonly StoredEntry[]): Promise<Labels> {
  const wanted = Map.groupBy(
    entries.flatMap((entry) => pointed(entry) ?? []),
    ({ target }) => target,
  )
  const records = new Map<string, string | null>()
  for (const [target, found] of wanted) {
    if (target === undefined || !canName(session, target)) continue
    const ids = [...new Set(found.map(({ id }) => id))]
    for (const [id, label] of await fetchTitles(session, target, ids)) records.set(id, label)
  }
  return { records, files: await fetchFiles(session, entries) }
}

async function fetchFiles(
  { deps, ctx }: ReadSession,
  entries: readonly StoredEntry[],
): Promise<ReadonlyMap<string, Json>> {
  const ids = entries.flatMap(({ field, value }) =>
    field.fieldType.file !== undefined && typeof value === 'string' ? value : [],
  )
  if (ids.length === 0) return new Map()
  const rows = await deps.database.run(compileFileValues(ctx.tenant.schema), { ids: [...new Set(ids)] })
  return new Map(rows.map(([id, file]) => [id ?? '', JSON.parse(file ?? 'null') as Json]))
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

/** A file that no record held any more is removed after a time; that there was one is still told. */
function goneFile(id: string): Json {
  return { id, name: id, size: 0, type: '' }
}

/** A stored value as answers carry it. */
export function presentStored({ view }: ReadSession, entry: StoredEntry, labels: Labels): Json {
  const { field, value } = entry
  if (field.fieldType.file !== undefined && typeof value === 'string') return labels.files.get(value) ?? goneFile(value)
  const to = pointed(entry)
  if (to === null) return value as Json
  const reference = { id: to.id, label: labels.records.get(to.id) ?? null }
  if (field.targets.length === 0) return reference
  const isKnown = to.target !== undefined && readRules(view)(to.target) !== false
  return { ...reference, object: isKnown ? (to.target?.name ?? null) : null }
}
