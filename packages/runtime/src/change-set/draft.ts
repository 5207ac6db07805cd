import { CHANGE_SET_NOT_FOUND, isId, PLAN_STALE, refuse } from '@huozi/core'
import { fetchDraft, type StoredDraft } from '@huozi/database'
import type { Layer } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { LayerChange } from '../publish/next-layers.ts'

/** The draft with this id. Throws CHANGE_SET_NOT_FOUND. */
export async function findDraft(deps: RuntimeDeps, ctx: RequestContext, id: string): Promise<StoredDraft> {
  const draft = isId(id) ? await fetchDraft(deps.database, ctx.tenant.schema, id) : null
  return draft ?? refuse(CHANGE_SET_NOT_FOUND, { id }, '/id')
}

/** What publishing the draft would do to the layers. */
export function layerChange({ layer: name, manifest, documents }: StoredDraft): LayerChange {
  return { name, layer: { manifest, documents } as unknown as Layer }
}

/**
 * A draft holds its layer whole. On a version published since it was made it would undo, unseen, what others have done:
 * its author starts again from what is published. Throws PLAN_STALE.
 */
export function assertFresh({ base }: StoredDraft, current: number): void {
  if (base !== current) refuse(PLAN_STALE, { base, current })
}
