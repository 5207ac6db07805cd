import { Pool } from 'pg'

/** A pool for the queue, which keeps its own tables in a schema of its own. */
export type QueuePool = Pool

/** The queue's schema; never a tenant's. */
export const QUEUE_SCHEMA = 'bullmq'

const CONNECTIONS = 4

/**
 * Opens the pool of the queue. The queue names its tables without a schema, so its connections, and only these, find them by
 * the search path. It listens on one of them, so `url` must not go through a transaction pooler.
 */
export function openQueuePool({ directUrl }: { directUrl: string }): QueuePool {
  const pool = new Pool({
    connectionString: directUrl,
    max: CONNECTIONS,
    options: `-c search_path=${QUEUE_SCHEMA}`,
    keepAlive: true,
    application_name: 'huozi-queue',
  })
  pool.on('error', () => {})
  return pool
}
