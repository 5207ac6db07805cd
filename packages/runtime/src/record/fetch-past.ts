import { isId, RECORD_NOT_FOUND, RECORD_PAST_UNKNOWN, refuse } from '@huozi/core'
import { compilePast, headSlots, type PastRights, readHead, readImage } from '@huozi/database'
import type { ObjectModel, StoredValue } from '@huozi/metadata'
import type { ReadSession } from '../query/list-records.ts'
import { assertHead } from '../view/views.ts'
import type { RecordValues } from './record-source.ts'
import { evaluationContext } from './rule-context.ts'
import { cacheKey, readTarget } from './target.ts'

/** Which past is meant: a version, or the one that stood at an instant (ISO 8601). */
export type Moment = { readonly version: number } | { readonly at: string }

/** A record as it was. */
export interface PastRecord {
  readonly object: ObjectModel
  /** Stored values by the names of today; what was stored in fields that are gone is left out. */
  readonly values: RecordValues
  readonly version: number
  /** It lay in the recycle bin then. */
  readonly isDeleted: boolean
}

/** Whose past is read, and which. */
export interface PastQuery {
  readonly object: ObjectModel
  readonly id: string
  readonly moment: Moment
  readonly rights: { readonly key: string; readonly rules: PastRights }
}

/**
 * Rebuilds a record from its row and its history; null when there was none then.
 * Throws RECORD_NOT_FOUND for an id that is none, RECORD_PAST_UNKNOWN where history was not kept.
 */
export async function fetchPast(
  { deps, ctx, view }: ReadSession,
  { object, id, moment, rights }: PastQuery,
): Promise<PastRecord | null> {
  if (!isId(id)) return refuse(RECORD_NOT_FOUND, { object: object.name, id })
  const compiled = deps.statements.get(cacheKey(ctx, view, 'past', rights.key, object.name), () =>
    compilePast(readTarget(ctx, view, object), rights.rules),
  )
  const wanted = 'version' in moment ? { wanted: moment.version, at: null } : { wanted: null, at: moment.at }
  const [row = []] = await deps.database.run(
    compiled.statement,
    { id, ...wanted, ...headSlots(view.head) },
    evaluationContext(deps.clock, ctx, view),
  )
  assertHead(readHead(row), view)
  const past = compiled.read(row)
  if (past === 'absent') return null
  if (past === 'unknown') return refuse(RECORD_PAST_UNKNOWN, { object: object.name })
  const told: readonly (readonly [string, StoredValue])[] = [
    ['id', id],
    ['version', past.version],
    ['updated_at', past.updatedAt],
    ['updated_by', past.updatedBy],
    ['deleted_at', null],
  ]
  const values = new Map([...readImage(object, past.image), ...told])
  return { object, values, version: past.version, isDeleted: past.isDeleted }
}
