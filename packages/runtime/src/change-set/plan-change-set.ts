import type { PublishPlan } from '@huozi/client'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { preparePublish } from '../publish/plan-publish.ts'
import { assertFresh, findDraft, layerChange } from './draft.ts'
import { presentPlan } from './present-plan.ts'
import { assertRight } from './rights.ts'

/**
 * What publishing a change set would do, in words of the caller's language. Reads only.
 * Throws RIGHT_MISSING, CHANGE_SET_NOT_FOUND, METADATA_INVALID, PLAN_STALE.
 */
export async function planChangeSet(deps: RuntimeDeps, ctx: RequestContext, id: string): Promise<PublishPlan> {
  assertRight(await deps.views.current(ctx), 'metadata.edit')
  const draft = await findDraft(deps, ctx, id)
  const prepared = await preparePublish(deps.database, ctx.tenant.schema, [layerChange(draft)])
  assertFresh(draft, prepared.plan.base)
  return presentPlan(prepared, ctx)
}
