import {
  AppError,
  BULK_REFUSED,
  type Issue,
  isStorableText,
  type Json,
  type JsonPointer,
  type Locale,
  orderedIds,
  REQUEST_SHAPE,
  REQUEST_TOO_BROAD,
  refuse,
  refuseIfAny,
} from '@huozi/core'
import {
  compileLockExternal,
  compileLockMany,
  fetchHead,
  type Head,
  inSavepoint,
  lockHead,
  sqlState,
  type Tx,
} from '@huozi/database'
import type { ObjectModel } from '@huozi/metadata'
import { mayWait } from '../anchored/settle.ts'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { ChangedRecord } from '../rollup/changed-record.ts'
import { settleRollups } from '../rollup/settle-rollups.ts'
import type { View } from '../view/view.ts'
import { assertHead } from '../view/views.ts'
import { createWithin } from './create-record.ts'
import { deleteWithin } from './delete-record.ts'
import { type Operation, parseOperation } from './parse-operation.ts'
import { restoreWithin } from './restore-record.ts'
import { findObject } from './target.ts'
import { updateWithin } from './update-record.ts'
import { upsertWithin } from './upsert-record.ts'
import { retrying, type WriteSession } from './write-record.ts'

export interface BulkRequest {
  readonly object: string
  /** `atomic`: all or nothing; `each`: what can be done is done. */
  readonly mode: 'atomic' | 'each'
  /** 1 to 2,000 operations, done in this order. */
  readonly operations: readonly Json[]
}

/** What became of an operation. */
export interface BulkResult {
  /** As of the same request by itself: 201, 200, 204, or that of the refusal. */
  readonly status: number
  readonly id: string | null
  readonly version?: number
  readonly code?: string
  readonly detail?: string
  readonly errors?: readonly { pointer: string; code: string; detail: string; params: object }[]
}

const MAX_OPERATIONS = 2000

/** Problems of an atomic request that are gathered before it is given up. */
const MAX_PROBLEMS = 200

/**
 * Writes many records of an object in one transaction, in the order of the request, each by the rules of a single write. What
 * they do to other records' roll-ups is settled once at the end wherever no rule could notice. Records are held in the order
 * of their ids, so that requests over the same ones wait for each other instead of meeting a deadlock.
 * Throws REQUEST_SHAPE, REQUEST_TOO_BROAD, OBJECT_NOT_FOUND and, when `atomic`, BULK_REFUSED with every problem found.
 */
export async function bulkRecords(
  deps: RuntimeDeps,
  ctx: RequestContext,
  request: BulkRequest,
): Promise<{ readonly results: readonly BulkResult[] }> {
  const { length } = request.operations
  if (length === 0) refuse(REQUEST_SHAPE, { expected: 'at least one operation' }, '/operations')
  if (length > MAX_OPERATIONS) refuse(REQUEST_TOO_BROAD, { what: 'operations', maximum: MAX_OPERATIONS }, '/operations')
  const results = await retrying(() =>
    deps.views.run(ctx, (view) =>
      deps.database.transaction((tx) => bulkWithin({ deps, ctx, view, runner: tx }, request)),
    ),
  )
  if (results.some(({ status }) => status < 300)) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return { results }
}

interface Session extends WriteSession {
  readonly runner: Tx
}

async function bulkWithin(given: Session, request: BulkRequest): Promise<readonly BulkResult[]> {
  const { ctx, view, runner } = given
  assertHead(await lockHead(runner, ctx.tenant.schema), view)
  const object = findObject(view, request.object)
  const operations = request.operations.map(readOperation)
  await holdRecords(given, object, operations)
  const unsettled: ChangedRecord[] = []
  const gathers = mayWait(object, rightsOf(view, object))
  const session: Session = { ...given, newId: orderedIds(), ...(gathers && { unsettled }) }
  const results = await RUN[request.mode](session, object, operations)
  await settleWaiting(session)
  // Not even a refusal may come from a view that is no longer true.
  assertHead(await fetchHead(runner, ctx.tenant.schema), view)
  return results
}

/** Settles what waits; the session may go on gathering. */
async function settleWaiting({ unsettled = [], ...alone }: Session): Promise<void> {
  if (unsettled.length > 0) await settleRollups(alone, unsettled.splice(0))
}

/** What takes other records along settles by itself, after all that came before it. */
async function settledAlone(session: Session): Promise<Session> {
  await settleWaiting(session)
  const { unsettled: _, ...alone } = session
  return alone
}

const ACTIONS = ['create', 'read', 'update', 'delete'] as const

function rightsOf({ access }: View, object: ObjectModel) {
  return ACTIONS.map((action) => access.rows(object, action))
}

type Read = Operation | AppError

function readOperation(given: Json): Read {
  try {
    return parseOperation(given)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** Holds everything the operations name before the first of them is done. */
async function holdRecords({ ctx, runner }: Session, object: ObjectModel, operations: readonly Read[]): Promise<void> {
  const { schema } = ctx.tenant
  const known = operations.flatMap((operation) => (operation instanceof AppError ? [] : operation))
  const named = known.flatMap((operation) => (operation.op === 'upsert' ? operation.external : []))
  const values = named.filter(isStorableText)
  if (values.length > 0) await runner.run(compileLockExternal(schema, object), { values })
  const ids = known.flatMap((operation) => ('id' in operation ? operation.id : []))
  if (ids.length > 0) await runner.run(compileLockMany(schema, object), { ids })
}

type Mode = (session: Session, object: ObjectModel, operations: readonly Read[]) => Promise<readonly BulkResult[]>

const RUN: { readonly [K in BulkRequest['mode']]: Mode } = { atomic: runAtomic, each: runEach }

/** Goes on after a refusal to find the others, until the database itself gives the transaction up. */
async function runAtomic(session: Session, object: ObjectModel, operations: readonly Read[]): ReturnType<Mode> {
  const results: BulkResult[] = []
  const issues: Issue[] = []
  for (const [at, operation] of operations.entries()) {
    try {
      results.push(await perform(session, object, operation))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      issues.push(...problemsOf(error, operation, `/operations/${at}`))
      if (issues.length >= MAX_PROBLEMS || isGivenUp(error)) break
    }
  }
  refuseIfAny(BULK_REFUSED, issues)
  return results
}

/** True for what Postgres refused, however often it was put into other words: nothing more runs in the transaction. */
function isGivenUp(error: AppError): boolean {
  for (let at: unknown = error.cause; at instanceof Error; at = at.cause) if (sqlState(at)?.length === 5) return true
  return false
}

/** Does each operation under a savepoint: what is refused leaves nothing behind. */
async function runEach(session: Session, object: ObjectModel, operations: readonly Read[]): ReturnType<Mode> {
  const { view, unsettled, runner, ctx } = session
  const results: BulkResult[] = []
  for (const [at, operation] of operations.entries()) {
    const [{ head }, waiting] = [view, [...(unsettled ?? [])]]
    try {
      results.push(await inSavepoint(runner, () => perform(session, object, operation)))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      returnTo(view, head)
      unsettled?.splice(0, unsettled.length, ...waiting)
      results.push(refused(error, operation, { at: `/operations/${at}`, locale: ctx.locale }))
    }
  }
  return results
}

/** What was undone moved no epoch. */
function returnTo(view: View, head: Head): void {
  const moving: { head: Head } = view
  moving.head = head
}

async function perform(session: Session, { name: object }: ObjectModel, operation: Read): Promise<BulkResult> {
  if (operation instanceof AppError) throw operation
  return (PERFORM[operation.op] as Perform<Operation['op']>)(session, object, operation as never)
}

type Perform<K extends Operation['op']> = (
  session: Session,
  object: string,
  operation: Extract<Operation, { op: K }>,
) => Promise<BulkResult>

const PERFORM: { readonly [K in Operation['op']]: Perform<K> } = {
  create: async (session, object, { values }) => done(201, await createWithin(session, { object, body: values })),
  update: async (session, object, { id, expected, values }) =>
    done(200, await updateWithin(session, { object, id, expected, body: values }), id),
  upsert: async (session, object, { key, external, expected, values }) => {
    const { id, record } = await upsertWithin(session, { object, key, external, expected, body: values })
    return done(id === null ? 201 : 200, record, id)
  },
  delete: async (session, object, { id, expected }) => {
    await deleteWithin(await settledAlone(session), { object, id, expected })
    return { status: 204, id }
  },
  restore: async (session, object, { id }) =>
    done(200, (await restoreWithin(await settledAlone(session), { object, id })).record),
}

/** A write that had nothing to change has no record to show. */
function done(
  status: number,
  record: { readonly id: string; readonly version: number } | null,
  id: string | null = null,
): BulkResult {
  return record === null ? { status, id } : { status, id: record.id, version: record.version }
}

/** The problems of an operation, pointing into the request. */
function problemsOf(error: AppError, operation: Read, at: JsonPointer): readonly Issue[] {
  const { code, params, detail: message } = error
  const hasValues = !(operation instanceof AppError) && 'values' in operation
  const inside: JsonPointer = hasValues ? `${at}/values` : at
  const pointer: JsonPointer = error.pointer === undefined ? at : `${inside}${error.pointer}`
  if (error.issues.length === 0) return [{ code, params, message, pointer }]
  return error.issues.map((found) => ({ ...found, pointer: `${inside}${found.pointer}` as JsonPointer }))
}

function refused(error: AppError, operation: Read, { at, locale }: { at: JsonPointer; locale: Locale }): BulkResult {
  const errors = problemsOf(error, operation, at).map(({ pointer, code, params, message }) => {
    return { pointer, code, detail: message(locale), params }
  })
  const id = !(operation instanceof AppError) && 'id' in operation ? operation.id : null
  return { status: error.status, id, code: error.code, detail: error.detail(locale), errors }
}
