import type { PublishedVersion } from '@huozi/client'
import { deleteDraft, fetchVersions } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { publish } from '../publish/publish.ts'
import { assertFresh, findDraft, layerChange } from './draft.ts'
import { presentVersions } from './list-versions.ts'
import { assertRight } from './rights.ts'

export interface PublishChangeSetRequest {
  readonly id: string
  /** Of the plan that was reviewed. */
  readonly checksum: string
}

/**
 * Publishes exactly the reviewed plan of a change set, which is gone afterwards.
 * Throws RIGHT_MISSING, CHANGE_SET_NOT_FOUND, METADATA_INVALID, PLAN_STALE.
 */
export async function publishChangeSet(
  deps: RuntimeDeps,
  ctx: RequestContext,
  { id, checksum }: PublishChangeSetRequest,
): Promise<PublishedVersion> {
  const view = await deps.views.current(ctx)
  assertRight(view, 'metadata.publish')
  const draft = await findDraft(deps, ctx, id)
  assertFresh(draft, view.head.version)
  const { message } = draft
  const version = await publish(deps, ctx, { changes: [layerChange(draft)], message, checksum })
  await deleteDraft(deps.database, ctx.tenant.schema, id)
  const entries = (await fetchVersions(deps.database, ctx.tenant.schema)).filter((entry) => entry.version === version)
  const [published] = await presentVersions(deps, ctx, entries)
  if (published === undefined) throw new Error(`Version ${version} was published and is not there`)
  return published
}
