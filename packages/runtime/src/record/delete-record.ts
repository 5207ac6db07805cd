import { isId, RECORD_INVALID, RECORD_REFERENCED, refuse, refuseIfAny } from '@huozi/core'
import {
  compileClearReference,
  compileLockForDelete,
  compileLockRecord,
  compileMarkDeleted,
  compileReferrers,
  compileVisibleAmong,
  lockHead,
  type Tx,
} from '@huozi/database'
import { type FieldModel, isHeard, type ObjectModel, type OnDelete, type RecordChange } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { View } from '../view/view.ts'
import { assertHead } from '../view/views.ts'
import { assertVersion, type ExpectedVersion, fetchAsEngine, fetchCurrent, versionOf } from './fetch-current.ts'
import { judgeDeletion } from './judge-record.ts'
import { evaluationContext } from './rule-context.ts'
import { assertAllowed, findObject, readTarget, writeTarget } from './target.ts'
import { journalSlots, refuseOutOfScope, retrying, type WriteScope } from './write-record.ts'

export interface DeleteRequest {
  readonly object: string
  readonly id: string
  readonly expected: ExpectedVersion
}

/**
 * Moves one record, and the details that live and die with it, out of sight. References to it are refused, cleared or
 * followed as each lookup says (`onDelete`), all in one transaction.
 * Throws OBJECT_NOT_FOUND, RECORD_NOT_FOUND, ACTION_FORBIDDEN, VERSION_CONFLICT, RECORD_INVALID,
 * RECORD_REFERENCED.
 */
export async function deleteRecord(deps: RuntimeDeps, ctx: RequestContext, request: DeleteRequest): Promise<void> {
  const heard = await retrying(() =>
    deps.views.run(ctx, (view) => deps.database.transaction((tx) => deleteWith({ deps, ctx, view, tx }, request))),
  )
  if (heard) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
}

interface DeleteScope {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly view: View
  readonly tx: Tx
}

/** Answers whether anybody may wait for what was done. */
async function deleteWith({ deps, ctx, view, tx }: DeleteScope, request: DeleteRequest): Promise<boolean> {
  assertHead(await lockHead(tx, ctx.tenant.schema), view)
  const object = findObject(view, request.object)
  const scope: WriteScope = { deps, ctx, view, runner: tx, object, at: new Date(deps.clock.now()).toISOString() }
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
  const going = await collectGoing(scope, request.id)
  await judgeGoing(scope, going)
  await detach(scope, going)
  for (const { object: of, ids } of going.values())
    await tx.run(compileMarkDeleted(writeTarget(ctx, view, { object: of, event: 'deleted' })), {
      ids: [...ids],
      ...journalSlots(scope),
    })
  return [...going.values()].some((gone) => isDeletionHeard(scope, gone.object))
}

function isDeletionHeard(scope: WriteScope, object: ObjectModel): boolean {
  const { model } = scope.view
  const cleared = referencesTo(scope, object).filter(({ onDelete }) => onDelete === 'clear')
  return (
    isHeard(model, object, { event: 'deleted' }) ||
    cleared.some(({ referrer, field }) => isHeard(model, referrer, clearing(field)))
  )
}

/** What blanking a reference is to who listens. */
function clearing(field: FieldModel): RecordChange {
  return { event: 'updated', changed: [field] }
}

/** The records of one object that a delete takes away. */
interface GoingRecords {
  readonly object: ObjectModel
  readonly ids: Set<string>
}

/** Everything that goes, by name of object. */
type Going = Map<string, GoingRecords>

/** Follows cascading references from the record, each record once, also where they lead in a circle; locks what it finds. */
async function collectGoing(scope: WriteScope, id: string): Promise<Going> {
  const going: Going = new Map([[scope.object.name, { object: scope.object, ids: new Set([id]) }]])
  const waiting: { object: ObjectModel; ids: readonly string[] }[] = [{ object: scope.object, ids: [id] }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { referrer, field, onDelete } of referencesTo(scope, next.object)) {
      if (onDelete !== 'cascade') continue
      const known = going.get(referrer.name) ?? { object: referrer, ids: new Set() }
      const found = await fetchReferrers(scope, { referrer, field }, next.ids)
      const added = found.filter((referring) => !known.ids.has(referring))
      if (added.length === 0) continue
      for (const referring of added) known.ids.add(referring)
      going.set(referrer.name, known)
      waiting.push({ object: referrer, ids: added })
    }
  }
  return going
}

/** Asks the validations on delete of everything that goes. Throws RECORD_INVALID. */
async function judgeGoing(scope: WriteScope, going: Going): Promise<void> {
  for (const { object, ids } of going.values()) {
    if (!object.validations.some((rule) => rule.on.has('delete'))) continue
    const of = { ...scope, object }
    for (const id of ids) refuseIfAny(RECORD_INVALID, await judgeDeletion(of, await fetchAsEngine(of, id)))
  }
}

/** Refuses or clears the other references to what goes. What goes as well holds nothing. Throws RECORD_REFERENCED. */
async function detach(scope: WriteScope, going: Going): Promise<void> {
  for (const { object, ids } of going.values()) {
    for (const { referrer, field, onDelete } of referencesTo(scope, object)) {
      if (onDelete === 'cascade') continue
      const found = await fetchReferrers(scope, { referrer, field }, [...ids])
      const staying = found.filter((id) => going.get(referrer.name)?.ids.has(id) !== true)
      if (staying.length > 0) await consequences[onDelete](scope, { referrer, field, ids: staying })
    }
  }
}

interface Reference {
  readonly referrer: ObjectModel
  readonly field: FieldModel
}

function referencesTo({ view }: WriteScope, object: ObjectModel): (Reference & { readonly onDelete: OnDelete })[] {
  return object.incoming.flatMap(({ object: name, field: fieldName, onDelete }) => {
    const referrer = view.model.objects.get(name)
    const field = referrer?.field(fieldName)
    return referrer === undefined || field === undefined || field.column === null ? [] : { referrer, field, onDelete }
  })
}

async function fetchReferrers(
  { ctx, runner }: WriteScope,
  { referrer, field }: Reference,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await runner.run(compileReferrers(ctx.tenant.schema, referrer, field), { ids })
  return rows.flatMap(([id]) => id ?? [])
}

interface Referring extends Reference {
  readonly ids: readonly string[]
}

type Consequence = (scope: WriteScope, referring: Referring) => Promise<void>

const consequences: { readonly [K in Exclude<OnDelete, 'cascade'>]: Consequence } = {
  restrict: async (scope, { referrer, ids }) => {
    const visible = await countVisible(scope, referrer, ids)
    refuse(RECORD_REFERENCED, visible === 0 ? {} : { object: referrer.name, count: visible })
  },
  clear: async (scope, { referrer, field, ids }) => {
    const target = writeTarget(scope.ctx, scope.view, { object: referrer, ...clearing(field) })
    await scope.runner.run(compileClearReference(target, field), { ids, ...journalSlots(scope) })
  },
}

/** How many of the records the caller may know of. */
async function countVisible(scope: WriteScope, object: ObjectModel, ids: readonly string[]): Promise<number> {
  const { deps, ctx, view, runner } = scope
  if (!view.access.can(object, 'read')) return 0
  const statement = compileVisibleAmong(readTarget(ctx, view, object), view.access.rows(object, 'read'))
  return (await runner.run(statement, { ids }, evaluationContext(deps.clock, ctx, view))).length
}
