import { isJsonObject, type Json, REQUEST_SHAPE, refuse } from '@huozi/core'
import { describeMe, parseToken, type RequestContext, sessionKey, signIn, signOut } from '@huozi/runtime'
import type { FastifyInstance } from 'fastify'
import { languageOf } from '../plugins/language.ts'
import type { RouteContext } from './route-context.ts'

export interface CookieSettings {
  readonly name: string
  readonly isSecure: boolean
}

/** Sessions. Signing in always makes a new one; the cookie is for browsers, the token for everyone else. */
export function registerAuth(app: FastifyInstance, { deps, callerOf }: RouteContext, cookie: CookieSettings): void {
  const options = { path: '/', httpOnly: true, secure: cookie.isSecure, sameSite: 'lax' as const }
  const limited = { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } }

  app.post<{ Body: Json }>('/auth/sign-in', limited, async (request, reply) => {
    const session = await signIn(deps, credentialsOf(request.body))
    const secret = parseToken(session.token)?.secret ?? ''
    const ctx: RequestContext = {
      tenant: session.tenant,
      actor: { kind: 'user', session: sessionKey(secret) },
      locale: languageOf(request),
    }
    const { user } = await describeMe(deps, ctx)
    reply.setCookie(cookie.name, session.token, { ...options, expires: session.expires })
    return { token: session.token, user }
  })

  app.post('/auth/sign-out', async (request, reply) => {
    await signOut(deps, await callerOf(request))
    return reply.clearCookie(cookie.name, options).code(204).send()
  })
}

function credentialsOf(body: Json): { tenant: string; email: string; password: string } {
  if (!isJsonObject(body)) return refuse(REQUEST_SHAPE, { expected: 'an object with tenant, email and password' }, '')
  const part = (name: string): string => {
    const value = body[name]
    return typeof value === 'string' && value.length <= 500
      ? value
      : refuse(REQUEST_SHAPE, { expected: 'a text' }, `/${name}`)
  }
  return { tenant: part('tenant'), email: part('email'), password: part('password') }
}
