import { deleteAbandonedFiles, fetchKnownFiles, type Tenant } from '@huozi/database'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { FileStore } from './file-store.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** How long a file waits for a record to take it. */
export const UNHELD_FILE_MS = DAY_MS
/** How long what a record let go can still be asked for by its history. */
export const LET_GO_FILE_MS = 30 * DAY_MS

/**
 * Removes the files of a tenant that nothing holds, and bytes nobody knows of: what a server leaves that dies in the midst of an
 * upload. May run anywhere at any time, also twice at once. Answers how many went.
 */
export async function sweepFiles(
  deps: Pick<RuntimeDeps, 'database' | 'clock'>,
  store: FileStore,
  { id: tenant, schema }: Pick<Tenant, 'id' | 'schema'>,
): Promise<number> {
  const now = deps.clock.now()
  const before = {
    unheld: new Date(now - UNHELD_FILE_MS).toISOString(),
    letGo: new Date(now - LET_GO_FILE_MS).toISOString(),
  }
  const abandoned = await deleteAbandonedFiles(deps.database, schema, before)
  for (const id of abandoned) await store.remove({ tenant, id })
  let unknown = 0
  for await (const ids of store.list(tenant, now - UNHELD_FILE_MS)) {
    const known = await fetchKnownFiles(deps.database, schema, ids)
    const lost = ids.filter((id) => !known.has(id))
    for (const id of lost) await store.remove({ tenant, id })
    unknown += lost.length
  }
  return abandoned.length + unknown
}
