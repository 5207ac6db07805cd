import { fetchTenant } from '@huozi/database'
import type { DatasetDocument, Layer } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { loadDataset } from '../dataset/load-dataset.ts'
import { publish } from '../publish/publish.ts'
import { type CreateTenantRequest, createTenant } from './create-tenant.ts'

/** A tenant to try things out in: what it is made from, and the records in it. */
export interface DemoTenant extends CreateTenantRequest {
  /** The tenant's own layer; null when it takes the packages as they are. */
  readonly layer: Layer | null
  readonly datasets: readonly DatasetDocument[]
}

/** Makes a demo tenant with its records unless it is there; true when it was made. */
export async function installDemo(deps: RuntimeDeps, demo: DemoTenant): Promise<boolean> {
  if ((await fetchTenant(deps.database, demo.name)) !== null) return false
  const tenant = await createTenant(deps, demo)
  const ctx: RequestContext = { tenant, actor: { kind: 'system' }, locale: 'en' }
  if (demo.layer !== null) {
    await publish(deps, ctx, { message: 'Adapt the packages', changes: [{ name: 'tenant', layer: demo.layer }] })
  }
  for (const dataset of demo.datasets) await loadDataset(deps, ctx, dataset)
  return true
}
