import { isId, RECORD_NOT_FOUND, refuse } from '@huozi/core'
import { compileGet, headSlots, type PresentedRecord, type Runner, readHead } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { parseSelect } from '../query/parse-select.ts'
import type { View } from '../view/view.ts'
import { assertHead } from '../view/views.ts'
import { evaluationContext } from './rule-context.ts'
import { assertAllowed, cacheKey, findObject, readerRights, readTarget } from './target.ts'

export interface GetRequest {
  readonly object: string
  readonly id: string
  /** `name,account.name`; absent = every field the reader may see. */
  readonly select?: string | undefined
}

/**
 * One record as its reader may see it: one indexed statement.
 * Throws OBJECT_NOT_FOUND, ACTION_FORBIDDEN, FIELD_UNKNOWN, RECORD_NOT_FOUND (also for an invisible one).
 */
export function getRecord(deps: RuntimeDeps, ctx: RequestContext, request: GetRequest): Promise<PresentedRecord> {
  return deps.views.run(ctx, (view) => getWithin({ deps, ctx, view, runner: deps.database }, request))
}

/** Where one record is read: who, in which view, through what. */
export interface GetSession {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly view: View
  /** The pool, or a transaction that has written what is to be seen. */
  readonly runner: Runner
}

/** {@link getRecord} in a view its caller has; the caller repeats the whole when it grew stale. */
export async function getWithin(
  { deps, ctx, view, runner }: GetSession,
  request: GetRequest,
): Promise<PresentedRecord> {
  const object = findObject(view, request.object)
  assertAllowed(view, object, 'read')
  if (!isId(request.id)) refuse(RECORD_NOT_FOUND, { object: object.name, id: request.id })
  const compiled = deps.statements.get(cacheKey(ctx, view, 'get', object.name, request.select ?? ''), () =>
    compileGet(
      readTarget(ctx, view, object),
      parseSelect(request.select, object, view.access),
      readerRights(view, object),
    ),
  )
  const values = { id: request.id, ...headSlots(view.head) }
  const [row = []] = await runner.run(compiled.statement, values, evaluationContext(deps.clock, ctx, view))
  assertHead(readHead(row), view)
  return compiled.read(row) ?? refuse(RECORD_NOT_FOUND, { object: object.name, id: request.id })
}
