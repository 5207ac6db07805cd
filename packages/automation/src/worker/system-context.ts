import { DEFAULT_LOCALE } from '@huozi/core'
import type { Tenant } from '@huozi/database'
import type { RequestContext } from '@huozi/runtime'

/** The engine itself as the caller of a use case. */
export function systemContext(tenant: Tenant): RequestContext {
  return { tenant, actor: { kind: 'system' }, locale: DEFAULT_LOCALE }
}
