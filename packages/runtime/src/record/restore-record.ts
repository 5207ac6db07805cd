import { isId, RECORD_NOT_DELETED, RECORD_NOT_FOUND, RECORD_REFERENCE_GONE, refuse } from '@huozi/core'
import {
  columnSlots,
  compileClearReference,
  compileGoneReferrers,
  compileHoldLiving,
  compileKeyLock,
  compileLockDeleted,
  compileLockRecord,
  compileMarkRestored,
  compileReferencesOf,
  compileTakenAmong,
  lockHead,
  notUnique,
  type PresentedRecord,
  readTakenKey,
  type Tx,
  translatePostgresError,
  unfinishedKeys,
} from '@huozi/database'
import { isHeard, type ObjectModel, type OnDelete } from '@huozi/metadata'
import { concernsOthers, settle } from '../anchored/settle.ts'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { ChangedRecord } from '../rollup/changed-record.ts'
import { lockRecords } from '../rollup/settle-rollups.ts'
import { assertHead } from '../view/views.ts'
import { fetchAsEngine, fetchCurrent } from './fetch-current.ts'
import { getWithin } from './get-record.ts'
import {
  clearing,
  collectFollowers,
  isClearingHeard,
  type RecordSet,
  type RecordSets,
  type Reference,
  referencesTo,
} from './references.ts'
import { type Confirmation, Review } from './review.ts'
import { evaluationContext } from './rule-context.ts'
import { assertAllowed, findObject, readTarget, writeTarget } from './target.ts'
import { followEpoch } from './update-record.ts'
import { journalSlots, retrying, visibleRefusal, type WriteScope, type WriteSession } from './write-record.ts'

export interface RestoreRequest {
  readonly object: string
  readonly id: string
  readonly confirmation?: Confirmation | undefined
}

/**
 * Brings one record back from the recycle bin, with the records that went in the same deletion; what was deleted before by
 * itself stays deleted. Who may delete the record may restore it. It comes back as it was: rules are not asked again, but
 * unique keys and rules over the collections it comes back into are, and a reference to what is gone meanwhile is refused or cleared as its lookup says (`onDelete`). All in
 * one transaction.
 * Throws OBJECT_NOT_FOUND, ACTION_FORBIDDEN, RECORD_NOT_FOUND, RECORD_NOT_DELETED, RECORD_REFERENCE_GONE, RECORD_NOT_UNIQUE.
 */
export async function restoreRecord(
  deps: RuntimeDeps,
  ctx: RequestContext,
  request: RestoreRequest,
): Promise<PresentedRecord> {
  const restored = await retrying(() =>
    deps.views.run(ctx, (view) =>
      deps.database.transaction((tx) => restoreWithin({ deps, ctx, view, runner: tx }, request)),
    ),
  )
  if (restored.heard) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return restored.record
}

interface Restored {
  readonly record: PresentedRecord
  /** Whether anybody waits for what was done. */
  readonly heard: boolean
}

/** Where a restore writes: it needs the transaction its caller has begun. */
interface RestoreSession extends WriteSession {
  readonly runner: Tx
}

/** {@link restoreRecord} in a transaction. The caller repeats the whole when the view grew stale, and hints when all is committed. */
export async function restoreWithin(session: RestoreSession, request: RestoreRequest): Promise<Restored> {
  const { deps, ctx, view, runner } = session
  assertHead(await lockHead(session.runner, ctx.tenant.schema), view)
  const object = findObject(view, request.object)
  assertAllowed(view, object, 'delete')
  const scope: WriteScope = { ...session, object, at: new Date(deps.clock.now()).toISOString() }
  const deletedAt = await lockDeleted(scope, request.id)
  const returning = await collectFollowers(scope, request.id, async ({ referrer, field }, ids) => {
    const found = compileGoneReferrers(ctx.tenant.schema, referrer, field)
    return (await runner.run(found, { ids, deletedAt })).flatMap(([id]) => id ?? [])
  })
  const blanks = await judgeReferences(scope, returning)
  for (const set of returning.values()) await bringBack({ ...scope, object: set.object }, set)
  for (const { referrer, field, ids } of blanks) {
    const target = writeTarget(ctx, view, { object: referrer, ...clearing(field) })
    await runner.run(compileClearReference(target, field), { ids, ...journalSlots(scope) })
  }
  const { id, confirmation } = request
  const review = new Review(scope, { object, id, version: null, body: null, confirmation })
  await settle(scope, await returnedChanges(scope, returning), { act: 'restore', review })
  await review.keep(scope, id)
  const heard =
    [...returning.values()].some((set) => isHeard(view.model, set.object, { event: 'restored' })) ||
    blanks.some((reference) => isClearingHeard(scope, reference))
  return { record: await getWithin(session, request), heard }
}

/** What came back, as it is now, where it concerns others. */
async function returnedChanges(scope: WriteScope, returning: RecordSets): Promise<readonly ChangedRecord[]> {
  const changes: ChangedRecord[] = []
  for (const { object, ids } of returning.values()) {
    if (!concernsOthers(object)) continue
    const locked = await lockRecords(scope, object, [...ids])
    changes.push(...locked.map(({ id, values }) => ({ object, id, before: null, after: values })))
  }
  return changes
}

/** Locks the record if it lies in the caller's bin; answers when it was deleted, which its whole deletion shares. */
async function lockDeleted(scope: WriteScope, id: string): Promise<string> {
  const { deps, ctx, view, runner, object } = scope
  if (!isId(id)) return refuse(RECORD_NOT_FOUND, { object: object.name, id })
  // Held before it is asked for, so that who loses a race is told what the record is now.
  await runner.run(compileLockRecord(ctx.tenant.schema, object), { id })
  const rules = [view.access.rows(object, 'read'), view.access.rows(object, 'delete')]
  const lock = compileLockDeleted(readTarget(ctx, view, object), rules)
  const [row] = await runner.run(lock, { id }, evaluationContext(deps.clock, ctx, view))
  if (row?.[0]) return row[0]
  await fetchCurrent(scope, id)
  return refuse(RECORD_NOT_DELETED, { object: object.name, id })
}

/** References to blank in some of the records that come back. */
interface Blank extends Reference {
  readonly ids: readonly string[]
}

/**
 * Holds everything the records refer to that does not come back with them. What is gone is to be blanked where deleting it
 * would have cleared the reference. Throws RECORD_REFERENCE_GONE for what would have held it or gone with it.
 */
async function judgeReferences(scope: WriteScope, returning: RecordSets): Promise<readonly Blank[]> {
  const blanks: Blank[] = []
  for (const target of scope.view.model.objects.values()) {
    for (const reference of referencesTo(scope, target)) {
      const ids = await fetchDangling(scope, { reference, target, returning })
      if (ids.length === 0) continue
      if (reference.onDelete === 'clear') blanks.push({ ...reference, ids })
      else await refuseGone(scope, { ...reference, target, ids })
    }
  }
  return blanks
}

interface DanglingQuery {
  readonly reference: Reference
  readonly target: ObjectModel
  readonly returning: RecordSets
}

/** The records that come back and whose reference leads to nothing. */
async function fetchDangling(
  { ctx, runner }: WriteScope,
  { reference, target, returning }: DanglingQuery,
): Promise<readonly string[]> {
  const { schema } = ctx.tenant
  const coming = returning.get(reference.referrer.name)
  if (coming === undefined) return []
  const rows = await runner.run(compileReferencesOf(schema, reference, target), { ids: [...coming.ids] })
  const together = returning.get(target.name)?.ids
  const apart = rows.filter(([, to]) => together?.has(to ?? '') !== true)
  if (apart.length === 0) return []
  const ids = [...new Set(apart.map(([, to]) => to))]
  const living = new Set((await runner.run(compileHoldLiving(schema, target), { ids })).map(([id]) => id))
  return apart.filter(([, to]) => !living.has(to ?? null)).flatMap(([id]) => id ?? [])
}

interface GoneReference extends Blank {
  readonly target: ObjectModel
  readonly onDelete: OnDelete
}

/** Throws RECORD_REFERENCE_GONE; names what the caller could have read of the records that come back. */
async function refuseGone(
  { view, object }: WriteScope,
  { referrer, field, target, ids }: GoneReference,
): Promise<never> {
  const { access } = view
  const isKnown = access.can(referrer, 'read') && access.canRead(referrer, field) && access.can(target, 'read')
  // Rows of another object may be hidden though its fields are not.
  const isSeen = referrer === object || access.rows(referrer, 'read') === true
  return refuse(
    RECORD_REFERENCE_GONE,
    isKnown && isSeen ? { object: referrer.name, field: field.name, target: target.name, count: ids.length } : {},
  )
}

/** Takes the mark of deletion off, and keeps the unique keys as every write does. Throws RECORD_NOT_UNIQUE. */
async function bringBack(scope: WriteScope, { object, ids }: RecordSet): Promise<void> {
  const { ctx, view, runner } = scope
  const target = writeTarget(ctx, view, { object, event: 'restored' })
  try {
    await runner.run(compileMarkRestored(target), { ids: [...ids], ...journalSlots(scope) })
  } catch (error) {
    throw visibleRefusal(scope, translatePostgresError(error, view.model))
  }
  if (object.document.systemRole === 'user') await followEpoch(scope)
  await keepUnfinishedKeys(scope, [...ids])
}

/** Keys that no index keeps yet: the records are there already, so another one with the same key is what is looked for. */
async function keepUnfinishedKeys(scope: WriteScope, ids: readonly string[]): Promise<void> {
  const { ctx, view, runner, object } = scope
  const target = readTarget(ctx, view, object)
  const keys = unfinishedKeys(target, object.fields)
  const lock = compileKeyLock(target, keys)
  if (lock === null) return
  for (const id of ids) {
    const { values } = await fetchAsEngine(scope, id)
    await runner.run(lock.statement, columnSlots(object, lock.fields, values))
  }
  const [row = []] = await runner.run(compileTakenAmong(target, keys), { ids })
  const taken = readTakenKey(keys, row, 0)
  if (taken !== null) throw visibleRefusal(scope, notUnique(taken))
}
