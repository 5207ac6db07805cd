import { CHANGE_SET_NOT_FOUND, isId, refuse } from '@huozi/core'
import { deleteDraft } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { assertRight } from './rights.ts'

/** Gives a change set up; nothing that is published changes. Throws RIGHT_MISSING, CHANGE_SET_NOT_FOUND. */
export async function deleteChangeSet(deps: RuntimeDeps, ctx: RequestContext, id: string): Promise<void> {
  assertRight(await deps.views.current(ctx), 'metadata.edit')
  const isDeleted = isId(id) && (await deleteDraft(deps.database, ctx.tenant.schema, id))
  if (!isDeleted) refuse(CHANGE_SET_NOT_FOUND, { id }, '/id')
}
