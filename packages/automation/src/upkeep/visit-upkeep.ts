import type { Tenant } from '@huozi/database'
import { type RuntimeDeps, removeStaleDrafts } from '@huozi/runtime'
import type { Visit } from '../worker/visit.ts'

/** A tenant is tidied by one process at most this often (ms): what grows stale does so in days. */
const EVERY_MS = 60 * 60_000

/** Takes away what nobody will ask for again. Answers the visit of a worker that looks by every time and seldom has to do anything. */
export function createUpkeep(deps: RuntimeDeps): (tenant: Tenant) => Promise<Visit> {
  const done = new Map<number, number>()
  return async (tenant) => {
    const now = deps.clock.now()
    const last = done.get(tenant.id)
    if (last !== undefined && now - last < EVERY_MS) return { more: false }
    await removeStaleDrafts(deps, tenant)
    done.set(tenant.id, now)
    return { more: false }
  }
}
