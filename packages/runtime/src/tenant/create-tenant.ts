import { refuse, TENANT_EXISTS, TENANT_NAME } from '@huozi/core'
import { createTenantSchema, fetchHead, fetchTenant, hasCredentials, type Tenant } from '@huozi/database'
import type { Package } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { publish } from '../publish/publish.ts'
import { createUsers, type NewUser } from './create-user.ts'

export interface CreateTenantRequest {
  readonly name: string
  readonly label: string
  readonly locale: string
  readonly zone: string
  readonly currency: string
  /** In dependency order; the first is the base package. */
  readonly packages: readonly Package[]
  /** Users to start with; at least one should be an administrator. */
  readonly users: readonly NewUser[]
}

const NAME = /^[a-z][a-z0-9_]{0,29}$/

/**
 * Creates a tenant with its packages and first users. One whose creation broke off is completed.
 * Throws TENANT_NAME, TENANT_EXISTS, METADATA_INVALID, RECORD_INVALID.
 */
export async function createTenant(deps: RuntimeDeps, request: CreateTenantRequest): Promise<Tenant> {
  const { name, label, locale, zone, currency } = request
  if (!NAME.test(name)) refuse(TENANT_NAME, { tenant: name }, '/name')
  const created = await deps.database.transaction((tx) =>
    createTenantSchema(tx, { name, label, locale, zone, currency }),
  )
  const tenant = created ?? (await findUnfinished(deps, request)) ?? refuse(TENANT_EXISTS, { tenant: name }, '/name')
  const ctx: RequestContext = { tenant, actor: { kind: 'system' }, locale: 'en' }
  const changes = request.packages.map((layer) => ({ name: layer.manifest.name, layer }))
  if ((await fetchHead(deps.database, tenant.schema)).version === 0)
    await publish(deps, ctx, { message: 'Install packages', changes })
  await createUsers(deps, ctx, request.users)
  return tenant
}

/** A tenant of this name that nothing is published in, or that still waits for the first of its users. */
async function findUnfinished(deps: RuntimeDeps, { name, users }: CreateTenantRequest): Promise<Tenant | null> {
  const { database } = deps
  const tenant = await fetchTenant(database, name)
  if (tenant === null) return null
  if ((await fetchHead(database, tenant.schema)).version === 0) return tenant
  return users.length > 0 && !(await hasCredentials(database, tenant.schema)) ? tenant : null
}
