import { randomBytes } from 'node:crypto'
import { isStorableText, refuse, SIGN_IN_FAILED } from '@huozi/core'
import { deleteSession, fetchCredential, fetchTenant, insertSession, type Tenant } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { sessionKey } from '../view/views.ts'
import { DECOY, verifyPassword } from './password.ts'

/** How long a session lasts (ms). */
const SESSION_MS = 14 * 24 * 60 * 60 * 1000

export interface SignInRequest {
  readonly tenant: string
  readonly email: string
  readonly password: string
}

export interface SignedIn {
  readonly tenant: Tenant
  readonly userId: string
  /** `<tenant>.<secret>`; only its hash is stored. */
  readonly token: string
  readonly expires: Date
}

/**
 * Starts a session. Unknown tenant, unknown user and wrong password answer alike and take the same time.
 * Throws SIGN_IN_FAILED.
 */
export async function signIn(deps: RuntimeDeps, request: SignInRequest): Promise<SignedIn> {
  const isStorable = isStorableText(request.tenant) && isStorableText(request.email)
  const tenant = isStorable ? await fetchTenant(deps.database, request.tenant) : null
  const found = tenant === null ? null : await findCredential(deps, tenant, request.email)
  const fits = await verifyPassword(found?.hash ?? (await DECOY), request.password)
  if (tenant === null || found === null || !fits) return refuse(SIGN_IN_FAILED, {})
  const secret = randomBytes(32).toString('base64url')
  const now = deps.clock.now()
  const expires = new Date(now + SESSION_MS)
  const session = {
    key: sessionKey(secret),
    userId: found.userId,
    type: 'session' as const,
    at: new Date(now).toISOString(),
    expires: expires.toISOString(),
  }
  await insertSession(deps.database, tenant.schema, session)
  return { tenant, userId: found.userId, token: `${tenant.name}.${secret}`, expires }
}

async function findCredential(
  deps: RuntimeDeps,
  tenant: Tenant,
  email: string,
): Promise<{ userId: string; hash: string } | null> {
  const { model } = await deps.views.current({ tenant, actor: { kind: 'system' }, locale: 'en' })
  return fetchCredential(deps.database, { schema: tenant.schema, model, email })
}

/** Ends the caller's session on every node at once. */
export async function signOut(deps: RuntimeDeps, ctx: RequestContext): Promise<void> {
  if (ctx.actor.kind === 'user') await deleteSession(deps.database, ctx.tenant.schema, ctx.actor.session)
}

/** Splits `<tenant>.<secret>`; null when it is no token. */
export function parseToken(token: string): { tenant: string; secret: string } | null {
  const match = /^([a-z][a-z0-9_]{0,29})\.([A-Za-z0-9_-]{43})$/.exec(token)
  return match?.[1] === undefined || match[2] === undefined ? null : { tenant: match[1], secret: match[2] }
}
