import type { Tenant } from '@huozi/database'
import type { RuntimeDeps } from '@huozi/runtime'
import { visitBuilds } from '../builds/visit-builds.ts'
import type { EventHandler } from '../events/event-handler.ts'
import { type RetryPolicy, usualRetries } from '../events/plan-failure.ts'
import { reviveSetAside } from '../events/revive-set-aside.ts'
import { visitEvents } from '../events/visit-events.ts'
import { runFlows } from '../flow/run-flows.ts'
import { createUpkeep } from '../upkeep/visit-upkeep.ts'
import type { Lane } from '../wake-up/wake-up.ts'
import type { Visit, VisitOptions } from './visit.ts'

export interface LaneOptions {
  /** Deliveries at a time (default 4). Each needs a connection of the pool. */
  readonly concurrency?: number
  /** How long claimed events are left to this worker (ms; default half a minute). */
  readonly leaseMs?: number
  /** When a failed delivery is tried again, and when no more. */
  readonly retries?: RetryPolicy
  /** What happens because of events (default: flows). */
  readonly handlers?: readonly EventHandler[]
}

/** A kind of work and how much of it goes on at a time. */
export interface LaneWork {
  /** Tenants visited at a time. */
  readonly visits: number
  readonly visit: (tenant: Tenant, options: VisitOptions) => Promise<Visit>
}

const LEASE_MS = 30_000
const CONCURRENCY = 4
/** Events claimed for each that is delivered at a time: enough to keep going, few enough to be done within the lease. */
const CLAIMED_EACH = 8
/** Deliveries at a time in the visit to one tenant: the others belong to other tenants. */
const PER_TENANT = 2

/** What handles events unless a worker is told otherwise, in this order. */
const usualHandlers: readonly EventHandler[] = [reviveSetAside, runFlows]

/** The work of every lane. */
export function createLanes(deps: RuntimeDeps, options: LaneOptions): { readonly [L in Lane]: LaneWork } {
  const { concurrency = CONCURRENCY, leaseMs = LEASE_MS, retries = usualRetries, handlers = usualHandlers } = options
  const perTenant = Math.min(PER_TENANT, concurrency)
  const events = { handlers, retries, leaseMs, concurrency: perTenant, batch: perTenant * CLAIMED_EACH }
  return {
    events: {
      visits: Math.max(1, Math.floor(concurrency / perTenant)),
      visit: (tenant, visiting) => visitEvents(deps, tenant, { ...events, ...visiting }),
    },
    // One index at a time: each waits for all older transactions, those of other builds included.
    builds: { visits: 1, visit: (tenant, visiting) => visitBuilds(deps, tenant, visiting) },
    upkeep: { visits: 1, visit: createUpkeep(deps) },
  }
}
