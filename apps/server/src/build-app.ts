import { randomUUID } from 'node:crypto'
import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import type { HintSource } from '@huozi/automation'
import { AppError, RATE_LIMITED } from '@huozi/core'
import type { RuntimeDeps } from '@huozi/runtime'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { cookieName, createCallerOf } from './plugins/caller.ts'
import { registerJsonBody } from './plugins/json-body.ts'
import { type Operations, registerOperations } from './plugins/operations.ts'
import { BODY_LIMIT, registerProblems, sendProblem } from './plugins/problem.ts'
import { registerWeb } from './plugins/web.ts'
import { registerAuth } from './routes/auth.ts'
import { registerChangeSets } from './routes/change-sets.ts'
import { registerEvents } from './routes/events.ts'
import { type FileOptions, registerFiles } from './routes/files.ts'
import { registerModel } from './routes/model.ts'
import { registerNotifications } from './routes/notifications.ts'
import { registerRecordSets } from './routes/record-sets.ts'
import { registerRecords } from './routes/records.ts'
import type { RouteContext } from './routes/route-context.ts'

export interface AppOptions extends Operations {
  readonly deps: RuntimeDeps
  readonly hints: HintSource
  /** Address people use; null on a plain local server. */
  readonly publicUrl: string | null
  /** Level of the log; `silent` in tests. */
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info'
  readonly files: FileOptions
  /** Told of every route as it is registered, for the inventory of routes. */
  readonly onRoute?: (method: string, url: string) => void
}

const REQUEST_TIMEOUT_MS = 60_000

/** Puts the HTTP application together. Listens to nothing. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    logger: { level: options.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    // Only a proxy on the same machine may say whom it speaks for.
    trustProxy: 'loopback',
    frameworkErrors: sendProblem,
  })
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) options.onRoute?.(one, url)
  })
  registerJsonBody(app)
  registerProblems(app)
  await registerSafety(app)
  registerOperations(app, options)
  await app.register((api) => registerApi(api, options), { prefix: '/api/v1' })
  await registerWeb(app)
  return app
}

async function registerSafety(app: FastifyInstance): Promise<void> {
  // Hooks of every answer call back instead of returning a promise: they stand on the hot path of each request.
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  await app.register(fastifyHelmet, { contentSecurityPolicy: false, hsts: false })
  await app.register(fastifyCompress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] })
  await app.register(fastifyCookie)
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) => AppError.of(RATE_LIMITED, { seconds: Math.ceil(ttl / 1000) }),
  })
}

async function registerApi(api: FastifyInstance, { deps, hints, publicUrl, files }: AppOptions): Promise<void> {
  const isSecure = publicUrl?.startsWith('https:') ?? false
  const name = cookieName(isSecure)
  const callerOf = createCallerOf({
    deps,
    cookie: name,
    isOwnOrigin: (origin, request) => origin === (publicUrl ?? `${request.protocol}://${request.host}`),
  })
  const context = { deps, callerOf }
  api.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    done()
  })
  registerAuth(api, context, { name, isSecure })
  await api.register(async (guarded) => {
    // Who sends no credential has nothing read of him, neither body nor path.
    guarded.addHook('onRequest', async (request) => {
      await callerOf(request)
    })
    registerGuarded(guarded, context, hints)
    await registerFiles(guarded, context, files)
  })
}

function registerGuarded(api: FastifyInstance, context: RouteContext, hints: HintSource): void {
  registerModel(api, context)
  registerRecords(api, context)
  registerRecordSets(api, context)
  registerChangeSets(api, context)
  registerNotifications(api, context)
  registerEvents(api, context, hints)
}
