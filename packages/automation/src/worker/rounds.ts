import { fetchTenants, type Tenant } from '@huozi/database'
import type { RuntimeDeps } from '@huozi/runtime'
import { LANES, type Lane } from '../wake-up/wake-up.ts'
import { createLanes, type LaneOptions } from './lanes.ts'
import { createTenantDirectory } from './tenant-directory.ts'
import type { Report, Visit, VisitOptions } from './visit.ts'

export interface RoundOptions extends LaneOptions {
  /** The tenants to serve (default: every active one). */
  readonly tenants?: () => Promise<readonly Tenant[]>
  /** Told of every fault; work that failed is tried again by itself. */
  readonly report?: Report
}

/** The visits a worker pays. */
export interface Rounds {
  /** Every tenant served, asked anew. */
  tenants(): Promise<readonly Tenant[]>
  /** Tenants a lane visits at a time. */
  visitsOf(lane: Lane): number
  /** Pays one visit. Never throws. */
  visit(lane: Lane, tenant: number): Promise<Visit>
  /** Visits a tenant until nothing is left that can be done now. */
  visitUntilDone(tenant: number): Promise<void>
}

const NOTHING: Visit = { more: false }

/** Puts the visits of all lanes together; `signal` ends those that go on. */
export function createRounds(deps: RuntimeDeps, options: RoundOptions, signal: AbortSignal): Rounds {
  const { tenants = () => fetchTenants(deps.database), report = () => {} } = options
  const directory = createTenantDirectory(tenants)
  const lanes = createLanes(deps, options)
  const visiting: VisitOptions = { signal, report }
  const visit = async (lane: Lane, id: number): Promise<Visit> => {
    try {
      const tenant = await directory.find(id)
      return tenant === null ? NOTHING : await lanes[lane].visit(tenant, visiting)
    } catch (error) {
      report(error, { tenant: id, lane })
      return NOTHING
    }
  }
  return {
    tenants: directory.all,
    visitsOf: (lane) => lanes[lane].visits,
    visit,
    visitUntilDone: async (tenant) => {
      for (const lane of LANES) while ((await visit(lane, tenant)).more);
    },
  }
}
