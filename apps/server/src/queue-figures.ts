import type { Clock } from '@huozi/core'
import { fetchQueueState, fetchTenants, type QueueState, type Runner } from '@huozi/database'

/** How long figures are answered again before they are counted anew (ms). */
export const FIGURES_TTL_MS = 10_000

/**
 * How background work stands over all tenants. However often and by however many it is asked, it is counted once at a time
 * and at most every ten seconds; a count that failed is not kept.
 */
export function createQueueFigures(database: Runner, clock: Clock): () => Promise<QueueState> {
  let latest: { readonly at: number; readonly state: Promise<QueueState> } | null = null
  return () => {
    const now = clock.now()
    if (latest !== null && now - latest.at < FIGURES_TTL_MS) return latest.state
    const counting = { at: now, state: count(database) }
    latest = counting
    counting.state.catch(() => {
      if (latest === counting) latest = null
    })
    return counting.state
  }
}

async function count(database: Runner): Promise<QueueState> {
  const tenants = await fetchTenants(database)
  return fetchQueueState(
    database,
    tenants.map(({ schema }) => schema),
  )
}
