import type { Locale } from '@huozi/core'
import type { Tenant } from '@huozi/database'

/** Who acts: a signed-in user with the roles he holds, or the engine itself on a tenant's behalf. */
export type Actor = { readonly kind: 'user'; readonly session: SessionKey } | { readonly kind: 'system' }

/** SHA-256 of a session's secret: what the server knows a session by. */
export type SessionKey = string

/** What every use case is told about its caller. */
export interface RequestContext {
  readonly tenant: Tenant
  readonly actor: Actor
  readonly locale: Locale
}
