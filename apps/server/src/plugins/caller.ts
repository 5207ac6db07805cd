import {
  CROSS_SITE_REFUSED,
  DEFAULT_LOCALE,
  isRefusal,
  type Locale,
  matchLocale,
  refuse,
  SIGN_IN_REQUIRED,
} from '@huozi/core'
import { fetchTenant } from '@huozi/database'
import { parseToken, type RequestContext, type RuntimeDeps, sessionKey } from '@huozi/runtime'
import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { requestedLanguage, settleLanguage } from './language.ts'

/** Name of the session cookie; the `__Host-` prefix needs https. */
export function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-huozi' : 'huozi'
}

/** Makes the context of a request from its credential alone: no header, path or body can name another tenant. */
export type CallerOf = (request: FastifyRequest) => Promise<RequestContext>

interface CallerOptions {
  readonly deps: RuntimeDeps
  readonly cookie: string
  /** Origins a browser may write from. */
  readonly isOwnOrigin: (origin: string, request: FastifyRequest) => boolean
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
const TENANT_TTL_MS = 2000

/** How a request's caller is found. Throws SIGN_IN_REQUIRED, and CROSS_SITE_REFUSED for a foreign page's use of the cookie. */
export function createCallerOf({ deps, cookie, isOwnOrigin }: CallerOptions): CallerOf {
  const tenants = new LRUCache<string, Awaited<ReturnType<typeof fetchTenant>> & object>({
    max: 10_000,
    ttl: TENANT_TTL_MS,
  })
  const tenantOf = async (name: string) => {
    const known = tenants.get(name)
    if (known !== undefined) return known
    const tenant = await fetchTenant(deps.database, name)
    if (tenant !== null) tenants.set(name, tenant)
    return tenant
  }
  const known = new WeakMap<FastifyRequest, RequestContext>()
  const find = async (request: FastifyRequest): Promise<RequestContext> => {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const token = parseToken(bearer ?? request.cookies[cookie] ?? '')
    if (token === null) return refuse(SIGN_IN_REQUIRED, {})
    if (bearer === undefined && !SAFE.has(request.method)) assertSameSite(request, isOwnOrigin)
    const tenant = await tenantOf(token.tenant)
    if (tenant === null) return refuse(SIGN_IN_REQUIRED, {})
    const actor = { kind: 'user', session: sessionKey(token.secret) } as const
    const locale = requestedLanguage(request) ?? (await ownLanguage(deps, { tenant, actor, locale: DEFAULT_LOCALE }))
    settleLanguage(request, locale)
    return { tenant, actor, locale }
  }
  return async (request) => {
    const caller = known.get(request) ?? (await find(request))
    known.set(request, caller)
    return caller
  }
}

/** The language of the user, else the tenant's, for a request that asks for none. Whether the session is good is not judged here. */
async function ownLanguage(deps: RuntimeDeps, ctx: RequestContext): Promise<Locale> {
  const chosen = await deps.views
    .run(ctx, async ({ viewer }) => viewer?.locale ?? null)
    .catch((error: unknown) => {
      if (!isRefusal(error, SIGN_IN_REQUIRED)) throw error
      return null
    })
  return matchLocale([...(chosen === null ? [] : [chosen]), ctx.tenant.locale]) ?? DEFAULT_LOCALE
}

/** Browsers say where a request comes from; one that carries the cookie must come from our own pages. */
function assertSameSite(request: FastifyRequest, isOwnOrigin: CallerOptions['isOwnOrigin']): void {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const isOwn = origin === undefined ? site === 'same-origin' : isOwnOrigin(origin, request)
  if (!isOwn) refuse(CROSS_SITE_REFUSED, {})
}
