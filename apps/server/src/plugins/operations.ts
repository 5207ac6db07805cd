import { AppError, SHUTTING_DOWN } from '@huozi/core'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What the operations routes ask of the rest. */
export interface Operations {
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>
  /** False from SIGTERM on: load balancers stop sending. */
  readonly isReady: () => boolean
}

/** Buckets in seconds: the fastest reads take under a millisecond. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]

/** `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus). */
export function registerOperations(app: FastifyInstance, { ping, isReady }: Operations): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'huozi_http_seconds',
    help: 'Time to answer by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: String(reply.statusCode),
    }
    seconds.observe(labels, reply.elapsedTime / 1000)
    done()
  })
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    if (!isReady()) throw AppError.of(SHUTTING_DOWN, {})
    await ping()
    return { status: 'ready' }
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}
