import type { Tenant } from '@huozi/database'
import { type RuntimeDeps, runBuild } from '@huozi/runtime'
import type { Visit, VisitOptions } from '../worker/visit.ts'

/** Goes on with the oldest build of a tenant. */
export async function visitBuilds(deps: RuntimeDeps, tenant: Tenant, { signal }: VisitOptions): Promise<Visit> {
  return { more: await runBuild(deps, tenant, { signal }) }
}
