import type { RestoredVersion } from '@huozi/client'
import { type Json, RECORD_VERSION_NOT_FOUND, refuse } from '@huozi/core'
import type { FieldModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { type ExpectedVersion, fetchCurrent } from './fetch-current.ts'
import { fetchPast, type PastRecord } from './fetch-past.ts'
import { getWithin } from './get-record.ts'
import { holds } from './judge-record.ts'
import { pastRights } from './past-rights.ts'
import { type RuleRecord, recordSource } from './record-source.ts'
import type { Confirmation } from './review.ts'
import { evaluationContext } from './rule-context.ts'
import { isSameStored } from './same-stored.ts'
import { assertAllowed, findObject } from './target.ts'
import { updateAs } from './update-record.ts'
import { retrying, type WriteScope, type WriteSession } from './write-record.ts'

export interface RestoreVersionRequest {
  readonly object: string
  readonly id: string
  readonly version: number
  readonly expected: ExpectedVersion
  readonly confirmation?: Confirmation | undefined
}

/**
 * Gives a record the values one of its versions had: an ordinary update, with everything an update is asked. Fields the caller
 * may not write stay and are named; fields he may not see stay and are not.
 * Throws what {@link updateRecord} throws, RECORD_VERSION_NOT_FOUND and RECORD_PAST_UNKNOWN.
 */
export async function restoreVersion(
  deps: RuntimeDeps,
  ctx: RequestContext,
  request: RestoreVersionRequest,
): Promise<RestoredVersion> {
  const done = await retrying(() =>
    deps.views.run(ctx, (view) => restoreIn({ deps, ctx, view, runner: deps.database }, request)),
  )
  if (done.heard) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return done.restored
}

async function restoreIn(
  session: WriteSession,
  request: RestoreVersionRequest,
): Promise<{ restored: RestoredVersion; heard: boolean }> {
  const { deps, view } = session
  const object = findObject(view, request.object)
  const scope: WriteScope = { ...session, object, at: new Date(deps.clock.now()).toISOString() }
  const current = await fetchCurrent(scope, request.id)
  assertAllowed(view, object, 'update')
  const past = await fetchPast(session, {
    object,
    id: request.id,
    moment: { version: request.version },
    rights: { key: 'reader', rules: pastRights(view, object) },
  })
  if (past === null) return refuse(RECORD_VERSION_NOT_FOUND, { version: request.version })
  const { body, left } = difference(scope, current, past)
  const { id, confirmation } = request
  const updated = await updateAs(session, { object: object.name, id, body, expected: request.expected, confirmation })
  return updated === 'unchanged'
    ? { restored: { record: await getWithin(session, { object: object.name, id }), left }, heard: false }
    : { restored: { record: updated.record, left }, heard: updated.heard }
}

interface Difference {
  readonly body: { readonly [field: string]: Json }
  readonly left: readonly string[]
}

/** What an update would have to say, and what it may not. */
function difference(scope: WriteScope, current: RuleRecord, past: PastRecord): Difference {
  const { deps, ctx, view, object } = scope
  const context = evaluationContext(deps.clock, ctx, view)
  const source = recordSource(current, context, current)
  const isDifferent = ({ name }: FieldModel) => !isSameStored(past.values.get(name), current.values.get(name))
  // What the server works out by itself follows what is written.
  const fields = object.fields.filter(
    (field) =>
      field.column !== null &&
      field.baseOf === null &&
      !TOLD.has(field.name) &&
      view.access.canRead(object, field) &&
      isDifferent(field),
  )
  const isWritable = (field: FieldModel) =>
    view.access.canEdit(object, field) && !holds(field.readOnly, source, context)
  return {
    body: Object.fromEntries(
      fields.filter(isWritable).map(({ name }) => [name, (past.values.get(name) ?? null) as Json]),
    ),
    left: fields.filter((field) => !isWritable(field)).map(({ name }) => name),
  }
}

/** What every version has of its own. */
const TOLD = new Set(['id', 'version', 'updated_at', 'updated_by', 'deleted_at'])
