import { fetchTenants } from '@huozi/database'
import { type FileStore, type RuntimeDeps, sweepFiles } from '@huozi/runtime'

const EVERY_MS = 60 * 60 * 1000

/** Removes abandoned files of every tenant once an hour; one tenant's trouble does not hold up the others. */
export function startFileSweep(
  deps: RuntimeDeps,
  store: FileStore,
  report: (error: unknown) => void,
): { stop(): void } {
  const sweep = async () => {
    for (const tenant of await fetchTenants(deps.database)) await sweepFiles(deps, store, tenant).catch(report)
  }
  const timer = setInterval(() => void sweep().catch(report), EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
