import type { HistoryEntry, HistoryPage, OverriddenRule } from '@huozi/client'
import { isId, RECORD_NOT_FOUND, refuse } from '@huozi/core'
import {
  compileOverridesOf,
  compileTrail,
  headSlots,
  type PastImage,
  readHead,
  readImage,
  readOverride,
  type Trail,
  type TrailEntry,
} from '@huozi/database'
import type { FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { wordsOf } from '../describe/description.ts'
import type { ReadSession } from '../query/list-records.ts'
import { assertHead } from '../view/views.ts'
import { pastRights } from './past-rights.ts'
import { fetchLabels, type Labels, presentStored, type StoredEntry } from './present-values.ts'
import { evaluationContext } from './rule-context.ts'
import { assertAllowed, cacheKey, findObject, readTarget } from './target.ts'

export interface HistoryRequest {
  readonly object: string
  readonly id: string
  /** Version below which the page starts; absent = the newest. */
  readonly after?: number | undefined
  /** 1 to 200. */
  readonly limit: number
}

/**
 * What happened to a record, newest first, in pages without an end but the beginning; a deleted one is told of to who finds it
 * in his recycle bin. Shows the fields the reader may see today, by their names of today; what was kept of fields that are
 * gone is not shown, since nobody says who may.
 * Throws OBJECT_NOT_FOUND, ACTION_FORBIDDEN, RECORD_NOT_FOUND.
 */
export function recordHistory(deps: RuntimeDeps, ctx: RequestContext, request: HistoryRequest): Promise<HistoryPage> {
  return deps.views.run(ctx, (view) => historyWithin({ deps, ctx, view }, request))
}

async function historyWithin(session: ReadSession, request: HistoryRequest): Promise<HistoryPage> {
  const object = findObject(session.view, request.object)
  assertAllowed(session.view, object, 'read')
  const trail = await fetchTrail(session, object, request)
  const all = trail.entries.length > request.limit ? trail.entries : withCreation(trail, request)
  const entries = all.slice(0, request.limit)
  const last = entries.at(-1)
  const overrides = await fetchOverrides(session, object, { id: request.id, entries })
  return {
    entries: (await presentEntries(session, object, entries)).map((entry) => withOverrides(entry, overrides)),
    next: all.length > request.limit && last !== undefined ? String(last.version) : null,
  }
}

async function fetchTrail(
  { deps, ctx, view }: ReadSession,
  object: ObjectModel,
  { id, after, limit }: HistoryRequest,
): Promise<Trail> {
  if (!isId(id)) return refuse(RECORD_NOT_FOUND, { object: object.name, id })
  const compiled = deps.statements.get(cacheKey(ctx, view, 'trail', object.name), () =>
    compileTrail(readTarget(ctx, view, object), pastRights(view, object)),
  )
  // One entry more than asked for, to know whether there is a next page.
  const slots = { id, before: after ?? Number.MAX_SAFE_INTEGER, limit: limit + 1, ...headSlots(view.head) }
  const rows = await deps.database.run(compiled.statement, slots, evaluationContext(deps.clock, ctx, view))
  assertHead(readHead(rows[0]), view)
  return compiled.read(rows) ?? refuse(RECORD_NOT_FOUND, { object: object.name, id })
}

async function fetchOverrides(
  { deps, ctx, view }: ReadSession,
  object: ObjectModel,
  { id, entries }: { id: string; entries: readonly TrailEntry[] },
): Promise<ReadonlyMap<number, readonly OverriddenRule[]>> {
  const rules = new Map(
    view.model.objects.values().flatMap(({ validations }) => validations.map((rule) => [rule.id, rule.name])),
  )
  const versions = entries.map(({ version }) => version)
  const rows = await deps.database.run(compileOverridesOf(ctx.tenant.schema, object), { id, versions })
  const byVersion = Map.groupBy(rows.map(readOverride), ({ version }) => version)
  return new Map(
    [...byVersion].map(([version, all]) => [
      version,
      all.map(({ rule, reason }) => ({ rule: rules.get(rule) ?? null, reason })),
    ]),
  )
}

function withOverrides(entry: HistoryEntry, overrides: ReadonlyMap<number, readonly OverriddenRule[]>): HistoryEntry {
  const overridden = overrides.get(entry.version)
  return overridden === undefined ? entry : { ...entry, overridden }
}

/** History keeps what was before a change; of the creation the record itself tells. */
function withCreation({ entries, createdAt, createdBy }: Trail, { after }: HistoryRequest): readonly TrailEntry[] {
  if (after !== undefined && after <= 1) return entries
  const creation = {
    version: 1,
    at: createdAt,
    actor: createdBy,
    rule: null,
    action: 'created',
    before: {},
    after: {},
  } as const
  return [...entries, creation]
}

/** A change with the field it is of. */
interface ReadChange {
  readonly field: FieldModel
  readonly before: StoredValue
  readonly after: StoredValue
}

async function presentEntries(
  session: ReadSession,
  object: ObjectModel,
  entries: readonly TrailEntry[],
): Promise<readonly HistoryEntry[]> {
  const read = entries.map((entry) => ({ entry, changes: readChanges(session, object, entry) }))
  const values = read.flatMap(({ changes }) =>
    changes.flatMap(({ field, before, after }): StoredEntry[] => [
      { field, value: before },
      { field, value: after },
    ]),
  )
  const actors = entries.map((entry) => actorOf(session, object, entry)).filter((actor) => actor !== null)
  const labels = await fetchLabels(session, [...values, ...actors])
  return read.map(({ entry, changes }) => ({
    version: entry.version,
    at: isReadable(session, object, timeField(entry)) ? entry.at : null,
    actor: presentActor(actorOf(session, object, entry), labels),
    action: entry.action,
    rule: entry.rule === null ? null : { label: flowLabel(session, entry.rule) },
    changes: changes.map(({ field, before, after }) => ({
      field: field.name,
      before: presentStored(session, { field, value: before }, labels),
      after: presentStored(session, { field, value: after }, labels),
    })),
  }))
}

/** The changes the reader may see, in the object's order of fields. */
function readChanges({ view }: ReadSession, object: ObjectModel, { before, after }: TrailEntry): readonly ReadChange[] {
  const [was, became] = [readImage(object, before), readImage(object, after)]
  return object.fields.flatMap((field) =>
    isKept(before, field) && view.access.canRead(object, field)
      ? [{ field, before: was.get(field.name) ?? null, after: became.get(field.name) ?? null }]
      : [],
  )
}

function isKept(image: PastImage, { id, column }: FieldModel): boolean {
  return column !== null && Object.hasOwn(image, String(id))
}

const timeField = ({ action }: TrailEntry): string => (action === 'created' ? 'created_at' : 'updated_at')
const actorField = ({ action }: TrailEntry): string => (action === 'created' ? 'created_by' : 'updated_by')

function isReadable({ view }: ReadSession, object: ObjectModel, name: string): boolean {
  const field = object.field(name)
  return field !== undefined && view.access.canRead(object, field)
}

/** Who did it, as a value of the field that would tell; null when the reader may not see that. */
function actorOf(session: ReadSession, object: ObjectModel, entry: TrailEntry): StoredEntry | null {
  const field = object.field(actorField(entry))
  return field !== undefined && isReadable(session, object, field.name) ? { field, value: entry.actor } : null
}

function presentActor(actor: StoredEntry | null, labels: Labels): HistoryEntry['actor'] {
  const id = actor?.value
  return typeof id === 'string' ? { id, label: labels.records.get(id) ?? null } : null
}

function flowLabel({ ctx, view }: ReadSession, rule: number): string | null {
  const flow = view.model.flows.values().find(({ id }) => id === rule)
  return flow === undefined ? null : wordsOf({ ctx, view }, flow.label, flow.name)
}
