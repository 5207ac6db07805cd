import { AppError, SHUTTING_DOWN } from '@huozi/core'
import type { QueueState } from '@huozi/database'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the operations routes ask of the rest. */
export interface Operations {
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>
  /** False from SIGTERM on: load balancers stop sending. */
  readonly isReady: () => boolean
  /** How background work stands over all tenants; cheap to ask again and again. */
  readonly queue: () => Promise<QueueState>
}

/** Buckets in seconds: the fastest reads take under a millisecond. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]

/** `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus). */
export function registerOperations(app: FastifyInstance, { ping, isReady, queue }: Operations): void {
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
  const showQueue = createQueueGauges(registry)
  app.get('/metrics', async (request, reply) => {
    const state = await queue().catch((error: unknown) => {
      request.log.error(error)
      return null
    })
    showQueue(state)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** Gauges of background work, by lane and never by tenant. Null leaves them out: no figure is better than an old one. */
function createQueueGauges(registry: Registry): (state: QueueState | null) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['lane'], registers: [registry] })
  const waiting = gauge(
    'huozi_queue_waiting',
    'Background work not done yet, all tenants; at most 10,000 counted of each',
  )
  const failed = gauge('huozi_queue_failed', 'Events set aside and builds that something stands against, all tenants')
  const oldest = gauge('huozi_queue_oldest_seconds', 'Age of the oldest background work not done yet')
  return (state) => {
    for (const each of [waiting, failed, oldest]) each.reset()
    for (const [lane, figures] of Object.entries(state ?? {})) {
      waiting.set({ lane }, figures.waiting)
      failed.set({ lane }, figures.failed)
      oldest.set({ lane }, figures.oldestSeconds)
    }
  }
}
