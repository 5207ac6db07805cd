import { CHANGE_SET_NOT_FOUND, isId, type JsonObject, refuse } from '@huozi/core'
import { putDraftDocument } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { assertStorable } from './create-change-set.ts'
import { assertRight } from './rights.ts'

export interface PutDocumentRequest {
  /** The change set. */
  readonly id: string
  readonly document: JsonObject & { readonly kind: string; readonly name: string }
}

/** Puts one document into a change set, in place of the one of its kind and name. Throws RIGHT_MISSING, CHANGE_SET_NOT_FOUND, FIELD_TEXT. */
export async function putDocument(deps: RuntimeDeps, ctx: RequestContext, request: PutDocumentRequest): Promise<void> {
  assertRight(await deps.views.current(ctx), 'metadata.edit')
  assertStorable(request.document, '')
  const at = new Date(deps.clock.now()).toISOString()
  const isKept = isId(request.id) && (await putDraftDocument(deps.database, ctx.tenant.schema, { ...request, at }))
  if (!isKept) refuse(CHANGE_SET_NOT_FOUND, { id: request.id }, '/id')
}
