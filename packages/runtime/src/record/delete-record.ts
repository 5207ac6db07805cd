import { isId, RECORD_REFERENCED, refuse } from '@huozi/core'
import {
  compileClearReference,
  compileLockForDelete,
  compileLockRecord,
  compileMarkDeleted,
  lockHead,
  type Tx,
} from '@huozi/database'
import { isHeard, type ObjectModel, type OnDelete } from '@huozi/metadata'
import { concernsOthers, settle } from '../anchored/settle.ts'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { ChangedRecord } from '../rollup/changed-record.ts'
import { lockRecords } from '../rollup/settle-rollups.ts'
import { assertHead } from '../view/views.ts'
import { assertVersion, type ExpectedVersion, fetchAsEngine, fetchCurrent, versionOf } from './fetch-current.ts'
import { judgeDeletion } from './judge-record.ts'
import {
  clearing,
  collectFollowers,
  countVisible,
  fetchReferrers,
  isClearingHeard,
  type RecordSets,
  type Reference,
  type Referrers,
  referencesTo,
} from './references.ts'
import { type Confirmation, type Finding, Review } from './review.ts'
import { evaluationContext } from './rule-context.ts'
import { assertAllowed, findObject, readTarget, writeTarget } from './target.ts'
import { followEpoch } from './update-record.ts'
import { journalSlots, refuseOutOfScope, retrying, type WriteScope, type WriteSession } from './write-record.ts'

export interface DeleteRequest {
  readonly object: string
  readonly id: string
  readonly expected: ExpectedVersion
  readonly confirmation?: Confirmation | undefined
}

/**
 * Moves one record, and the details that live and die with it, out of sight. References to it are refused, cleared or
 * followed as each lookup says (`onDelete`), all in one transaction.
 * Throws OBJECT_NOT_FOUND, RECORD_NOT_FOUND, ACTION_FORBIDDEN, VERSION_CONFLICT, RECORD_INVALID, RECORD_UNCONFIRMED,
 * RECORD_REFERENCED.
 */
export async function deleteRecord(deps: RuntimeDeps, ctx: RequestContext, request: DeleteRequest): Promise<void> {
  const heard = await retrying(() =>
    deps.views.run(ctx, (view) =>
      deps.database.transaction((tx) => deleteWithin({ deps, ctx, view, runner: tx }, request)),
    ),
  )
  if (heard) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
}

/** Where a deletion writes: it needs the transaction its caller has begun. */
export interface DeleteSession extends WriteSession {
  readonly runner: Tx
}

/**
 * {@link deleteRecord} in a transaction; answers whether anybody may wait for what was done. The caller repeats the whole
 * when the view grew stale, and hints when all is committed.
 */
export async function deleteWithin(session: DeleteSession, request: DeleteRequest): Promise<boolean> {
  const { deps, ctx, view, runner: tx } = session
  assertHead(await lockHead(tx, ctx.tenant.schema), view)
  const object = findObject(view, request.object)
  const scope: WriteScope = { ...session, object, at: new Date(deps.clock.now()).toISOString() }
  // Held before it is read, so that losing a race is told as what it is: gone, or another version.
  if (isId(request.id)) await tx.run(compileLockRecord(ctx.tenant.schema, object), { id: request.id })
  const current = await fetchCurrent(scope, request.id)
  assertAllowed(view, object, 'delete')
  await assertVersion(scope, current, request.expected)
  const lock = compileLockForDelete(readTarget(ctx, view, object), view.access.rows(object, 'delete'))
  const locked = await tx.run(
    lock,
    { id: request.id, expected: versionOf(current) },
    evaluationContext(deps.clock, ctx, view),
  )
  if (locked.length === 0) refuseOutOfScope(object, 'delete')
  const moment = new Moment(Date.parse(scope.at))
  const going = await collectFollowers(scope, request.id, async (reference, ids) =>
    reference.onDelete === 'cascade' ? moment.after(await fetchReferrers(scope, reference, ids)) : [],
  )
  const { id, confirmation } = request
  const review = new Review(scope, { object, id, version: versionOf(current), body: null, confirmation })
  review.assert(await judgeGoing(scope, { going, root: id }))
  const changes = await goingChanges(scope, going)
  changes.push(...(await detach(scope, going, moment)))
  for (const { object: of, ids } of going.values())
    await tx.run(compileMarkDeleted(writeTarget(ctx, view, { object: of, event: 'deleted' })), {
      ids: [...ids],
      deletedAt: moment.iso(),
      ...journalSlots(scope),
    })
  await settle(scope, changes, { act: 'delete', review })
  await review.keep(scope, id)
  if ([...going.values()].some(({ object: of }) => of.document.systemRole === 'user')) await followEpoch(scope)
  return [...going.values()].some((gone) => isDeletionHeard(scope, gone.object))
}

/**
 * The instant that everything of one deletion is marked with. Records that refer to each other and carry one instant went
 * together, so it lies after that of all that refers to what goes and was deleted before by itself.
 */
class Moment {
  #ms: number

  constructor(ms: number) {
    this.#ms = ms
  }

  /** Moves behind what is gone already; answers the living. */
  after({ living, lastGone }: Referrers): readonly string[] {
    if (lastGone !== null) this.#ms = Math.max(this.#ms, lastGone + 1)
    return living
  }

  iso(): string {
    return new Date(this.#ms).toISOString()
  }
}

/** What goes, as it was, where it concerns others. */
async function goingChanges(scope: WriteScope, going: RecordSets): Promise<ChangedRecord[]> {
  const changes: ChangedRecord[] = []
  for (const { object, ids } of going.values()) {
    if (!concernsOthers(object)) continue
    const locked = await lockRecords(scope, object, [...ids])
    changes.push(...locked.map(({ id, values }) => ({ object, id, before: values, after: null })))
  }
  return changes
}

function isDeletionHeard(scope: WriteScope, object: ObjectModel): boolean {
  const cleared = referencesTo(scope, object).filter(({ onDelete }) => onDelete === 'clear')
  return (
    isHeard(scope.view.model, object, { event: 'deleted' }) ||
    cleared.some((reference) => isClearingHeard(scope, reference))
  )
}

/** What the validations on delete find of everything that goes. */
async function judgeGoing(
  scope: WriteScope,
  { going, root }: { going: RecordSets; root: string },
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { object, ids } of going.values()) {
    if (!object.validations.some((rule) => rule.anchors === null && rule.on.has('delete'))) continue
    const of = { ...scope, object }
    for (const id of ids) {
      const found = await judgeDeletion(of, await fetchAsEngine(of, id))
      findings.push(...found.map((finding) => ({ ...finding, record: id === root ? null : id })))
    }
  }
  return findings
}

/**
 * Refuses or clears the other references to what goes. What goes as well holds nothing. Answers what clearing changed.
 * Throws RECORD_REFERENCED.
 */
async function detach(scope: WriteScope, going: RecordSets, moment: Moment): Promise<readonly ChangedRecord[]> {
  const changes: ChangedRecord[] = []
  for (const { object, ids } of going.values()) {
    for (const { referrer, field, onDelete } of referencesTo(scope, object)) {
      if (onDelete === 'cascade') continue
      const found = moment.after(await fetchReferrers(scope, { referrer, field }, [...ids]))
      const staying = found.filter((id) => going.get(referrer.name)?.ids.has(id) !== true)
      if (staying.length > 0) changes.push(...(await consequences[onDelete](scope, { referrer, field, ids: staying })))
    }
  }
  return changes
}

interface Referring extends Reference {
  readonly ids: readonly string[]
}

type Consequence = (scope: WriteScope, referring: Referring) => Promise<readonly ChangedRecord[]>

const consequences: { readonly [K in Exclude<OnDelete, 'cascade'>]: Consequence } = {
  restrict: async (scope, { referrer, ids }) => {
    const visible = await countVisible(scope, referrer, ids)
    return refuse(RECORD_REFERENCED, visible === 0 ? {} : { object: referrer.name, count: visible })
  },
  clear: async (scope, { referrer, field, ids }) => {
    const changes = await clearedChanges(scope, { referrer, field, ids })
    const target = writeTarget(scope.ctx, scope.view, { object: referrer, ...clearing(field) })
    await scope.runner.run(compileClearReference(target, field), { ids, ...journalSlots(scope) })
    return changes
  },
}

/** Records whose reference is being blanked, where it concerns others. */
async function clearedChanges(
  scope: WriteScope,
  { referrer, field, ids }: Referring,
): Promise<readonly ChangedRecord[]> {
  if (!concernsOthers(referrer)) return []
  const locked = await lockRecords(scope, referrer, ids)
  return locked.map(({ id, values: before }) => {
    return { object: referrer, id, before, after: new Map([...before, [field.name, null] as const]) }
  })
}
