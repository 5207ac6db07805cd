import type { Tenant } from '@huozi/database'

/** The tenants a worker serves. */
export interface TenantDirectory {
  /** All of them, asked anew. */
  all(): Promise<readonly Tenant[]>
  /** One of them by number; asks anew when it is not known yet. */
  find(id: number): Promise<Tenant | null>
}

/** Remembers tenants between sweeps, so that a wake-up costs no look-up. */
export function createTenantDirectory(fetchAll: () => Promise<readonly Tenant[]>): TenantDirectory {
  let known = new Map<number, Tenant>()
  const all = async (): Promise<readonly Tenant[]> => {
    const tenants = await fetchAll()
    known = new Map(tenants.map((tenant) => [tenant.id, tenant]))
    return tenants
  }
  return {
    all,
    find: async (id) => {
      if (!known.has(id)) await all()
      return known.get(id) ?? null
    },
  }
}
