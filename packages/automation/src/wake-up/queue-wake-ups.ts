import { QUEUE_SCHEMA, type QueuePool } from '@huozi/database'
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq'
import { LANES, type WakeUp, type WakeUps } from './wake-up.ts'

export interface QueueOptions {
  readonly pool: QueuePool
  /** Name of the queue; tests have their own. */
  readonly name?: string
  /** Wake-ups taken at a time by this process. */
  readonly concurrency?: number
  readonly report: (error: unknown) => void
}

/** A crashed worker is noticed after this long (ms). */
const LOCK_MS = 10_000

/** The queue gives a job up after so many crashes of its worker: never, for us. It keeps the number as a Postgres integer. */
const MAX_STALLED = 1_000_000_000

/**
 * Wake-ups by way of a BullMQ queue in Postgres, in a schema of its own. A wake-up that comes while another for the same
 * tenant and lane waits is dropped; one that comes while another is being taken up follows it, since it may be about
 * something newer. Resolves when the queue can be used.
 */
export async function openQueueWakeUps(options: QueueOptions): Promise<WakeUps> {
  const { pool, name = 'wake-ups', report } = options
  await migrate(pool)
  const queue = new Queue(name, { connection: pool }, createPostgresBackend)
  queue.on('error', report)
  await queue.waitUntilReady()
  const posting = new Set<Promise<unknown>>()
  const workers: { close(): Promise<void> }[] = []
  return {
    post: (wakeUp) => {
      const adding = queue
        .add(wakeUp.lane, wakeUp, jobOptions(wakeUp))
        .catch(report)
        .finally(() => posting.delete(adding))
      posting.add(adding)
    },
    listen: async (take) => {
      const worker = startWorker(name, take, options)
      workers.push(worker)
      await worker.waitUntilReady()
    },
    close: async () => {
      await Promise.all([...posting, ...workers.map((worker) => worker.close())])
      await queue.close()
    },
  }
}

/** Safe when several processes start at once: migrations take a lock. */
async function migrate(pool: QueuePool): Promise<void> {
  const client = await pool.connect()
  try {
    await runMigrations(client, QUEUE_SCHEMA)
  } finally {
    client.release()
  }
}

function jobOptions({ tenant, lane }: WakeUp) {
  return {
    deduplication: { id: `${tenant}:${lane}`, keepLastIfActive: true },
    removeOnComplete: true,
    removeOnFail: true,
  }
}

function startWorker(name: string, take: (wakeUp: WakeUp) => Promise<void>, options: QueueOptions) {
  const worker = new Worker(
    name,
    async ({ data }: { data: unknown }) => {
      if (isWakeUp(data)) await take(data)
    },
    {
      connection: options.pool,
      concurrency: options.concurrency ?? 4,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS,
      maxStalledCount: MAX_STALLED,
    },
    createPostgresBackend,
  )
  worker.on('error', options.report)
  return worker
}

/** Another version of this program may have posted it. */
function isWakeUp(posted: unknown): posted is WakeUp {
  const { tenant, lane } = posted as Partial<WakeUp>
  return Number.isInteger(tenant) && LANES.some((known) => known === lane)
}
