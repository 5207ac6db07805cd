import { deleteDraftsBefore, type Tenant } from '@huozi/database'
import type { RuntimeDeps } from '../context/runtime-deps.ts'

/** How long a change set that nobody touches is kept (ms): thirty days. By then others have published and it is stale. */
export const DRAFT_KEPT_MS = 30 * 24 * 60 * 60 * 1000

/** Removes the change sets of a tenant that nobody has touched for thirty days; answers how many. */
export function removeStaleDrafts({ database, clock }: RuntimeDeps, { schema }: Tenant): Promise<number> {
  return deleteDraftsBefore(database, schema, new Date(clock.now() - DRAFT_KEPT_MS).toISOString())
}
