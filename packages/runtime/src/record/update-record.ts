import {
  FIELD_NOT_WRITABLE,
  type Issue,
  isId,
  issue,
  type Json,
  jsonPointer,
  RECORD_INVALID,
  refuseIfAny,
} from '@huozi/core'
import {
  columnSlots,
  compileLockRecord,
  compileUpdate,
  fetchHead,
  type Head,
  type PresentedRecord,
} from '@huozi/database'
import type { FieldModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { selectAll } from '../query/parse-select.ts'
import { assertHead } from '../view/views.ts'
import { applyChangeDefaults } from './apply-defaults.ts'
import { withBaseAmounts } from './base-amounts.ts'
import { assertVersion, type ExpectedVersion, fetchCurrent, versionOf } from './fetch-current.ts'
import { getRecord } from './get-record.ts'
import { holds, judgeRecord } from './judge-record.ts'
import { parseInput } from './parse-input.ts'
import { type RuleRecord, recordSource } from './record-source.ts'
import { resolveExternal } from './resolve-external.ts'
import { type Confirmation, Review } from './review.ts'
import { evaluationContext } from './rule-context.ts'
import { isSameStored } from './same-stored.ts'
import { assertAllowed, cacheKey, findObject, writeRights, writeTarget } from './target.ts'
import { writeAndSettle } from './write-and-settle.ts'
import {
  fetchParents,
  givenReferences,
  journalSlots,
  refuseOutOfScope,
  retrying,
  type WriteScope,
  type WriteSession,
} from './write-record.ts'

export interface UpdateRequest {
  readonly object: string
  readonly id: string
  /** Merge patch: only these fields change; null blanks. */
  readonly body: Json
  readonly expected: ExpectedVersion
  readonly confirmation?: Confirmation | undefined
}

/**
 * Changes one record as the caller. Promises what {@link createRecord} promises, and that no change made since the version
 * the caller read is lost. A request that changes nothing writes nothing.
 * Throws OBJECT_NOT_FOUND, RECORD_NOT_FOUND, ACTION_FORBIDDEN, VERSION_CONFLICT, RECORD_INVALID, RECORD_UNCONFIRMED,
 * RECORD_NOT_UNIQUE.
 */
export async function updateRecord(
  deps: RuntimeDeps,
  ctx: RequestContext,
  request: UpdateRequest,
): Promise<PresentedRecord> {
  const updated = await retrying(() => deps.views.run(ctx, (view) => updateAs({ deps, ctx, view }, request)))
  if (updated === 'unchanged') return getRecord(deps, ctx, { object: request.object, id: request.id })
  if (updated.heard) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return updated.record
}

/** What an update did. */
interface Updated {
  readonly record: PresentedRecord
  /** Whether anybody waits for its event. */
  readonly heard: boolean
}

/** Attempts without a lock: enough unless many writers want one record at the same time. */
const OPTIMISTIC_ATTEMPTS = 3

/** {@link updateRecord} in a view the caller has; `unchanged` when nothing was to be written. The caller hints. */
export async function updateAs(
  session: Omit<WriteSession, 'runner'>,
  request: UpdateRequest,
): Promise<Updated | 'unchanged'> {
  const { database } = session.deps
  for (let attempt = 1; attempt <= OPTIMISTIC_ATTEMPTS; attempt++) {
    const updated = await tryUpdate({ ...session, runner: database }, request)
    if (updated !== 'overtaken') return updated
  }
  return database.transaction((tx) => updateLocked({ ...session, runner: tx }, request))
}

/**
 * {@link updateRecord} inside a transaction its caller has begun; null when the request changes nothing. The record is
 * locked first, so nobody comes between reading and writing. The caller repeats the whole when the view grew stale, and
 * hints when all is committed.
 */
export async function updateWithin(session: WriteSession, request: UpdateRequest): Promise<PresentedRecord | null> {
  const updated = await updateLocked(session, request)
  return updated === 'unchanged' ? null : updated.record
}

async function updateLocked(session: WriteSession, request: UpdateRequest): Promise<Updated | 'unchanged'> {
  const { ctx, view, runner } = session
  const object = findObject(view, request.object)
  if (isId(request.id)) await runner.run(compileLockRecord(ctx.tenant.schema, object), { id: request.id })
  const updated = await tryUpdate(session, request)
  if (updated === 'overtaken') throw new Error('A locked record changed')
  return updated
}

async function tryUpdate(session: WriteSession, request: UpdateRequest): Promise<Updated | 'unchanged' | 'overtaken'> {
  const { deps, ctx, view } = session
  const object = findObject(view, request.object)
  const scope: WriteScope = { ...session, object, at: new Date(deps.clock.now()).toISOString() }
  const before = await fetchCurrent(scope, request.id)
  assertAllowed(view, object, 'update')
  await assertVersion(scope, before, request.expected)
  const after = await withBaseAmounts(scope, await proposeChange(scope, before, request.body), before)
  const changed = changedFields(before, after)
  if (changed.length === 0) return 'unchanged'
  const { id, body, confirmation } = request
  const review = new Review(scope, { object, id, version: versionOf(before), body, confirmation })
  review.assert(await judgeRecord(scope, after, before))
  const target = writeTarget(ctx, view, { object, event: 'updated', changed })
  const shape = changed.map(({ id }) => id).join(',')
  const compiled = deps.statements.get(cacheKey(ctx, view, 'update', object.name, shape), () =>
    compileUpdate(target, changed, {
      select: selectAll(object, view.access),
      rights: writeRights(view, object, 'update'),
    }),
  )
  const slots = {
    ...columnSlots(object, changed, after.values),
    ...journalSlots(scope),
    id: request.id,
    expected: versionOf(before),
  }
  const updated = await writeAndSettle(
    scope,
    { compiled, slots, values: after.values },
    { before: before.values, review },
  )
  if (updated === null) return explainRefusal(scope, before)
  if (object.document.systemRole === 'user' && session.runner !== deps.database) await followEpoch(session)
  return { record: updated, heard: target.heard }
}

/** A change of a user moves the epoch of rights: what the same transaction does next stands on the epoch it made. */
export async function followEpoch({ ctx, view, runner }: WriteSession): Promise<void> {
  const head = await fetchHead(runner, ctx.tenant.schema)
  assertHead({ ...head, accessEpoch: head.accessEpoch - 1 }, view)
  const moving: { head: Head } = view
  moving.head = head
}

/** The record as the request wants it: what it sets, and the defaults that follow. */
async function proposeChange(scope: WriteScope, before: RuleRecord, body: Json): Promise<RuleRecord> {
  const { deps, ctx, view, object } = scope
  const issues: Issue[] = []
  const context = evaluationContext(deps.clock, ctx, view)
  const given = await resolveExternal(scope, parseInput(body, object, view.access, issues), issues)
  const source = recordSource(before, context, before)
  for (const [name, value] of given) {
    const field = object.field(name)
    if (field === undefined || isSameStored(value, before.values.get(name))) given.delete(name)
    else if (holds(field.readOnly, source, context))
      issues.push(issue(FIELD_NOT_WRITABLE, { field: name }, jsonPointer([name])))
  }
  refuseIfAny(RECORD_INVALID, issues)
  const values = new Map([...before.values, ...given])
  const references = givenReferences(object, given)
  const parents =
    references.length > 0 ? await fetchParents(scope, values, undefined, { given: references }) : before.parents
  return applyChangeDefaults({ object, values, parents }, before, new Set(given.keys()), context)
}

function changedFields(before: RuleRecord, after: RuleRecord): readonly FieldModel[] {
  return after.object.fields.filter(
    (field) => field.column !== null && !isSameStored(before.values.get(field.name), after.values.get(field.name)),
  )
}

/** Nothing was written though references held: either someone else was faster, or the row is not the writer's to change. */
async function explainRefusal(scope: WriteScope, before: RuleRecord): Promise<'overtaken'> {
  const now = await fetchCurrent(scope, String(before.values.get('id')))
  return versionOf(now) === versionOf(before) ? refuseOutOfScope(scope.object, 'update') : 'overtaken'
}
