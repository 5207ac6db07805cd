import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/embedded/start-embedded-postgres.ts'

/** Nothing of a test cluster outlives the run, so it need not reach the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' }

/**
 * Starts one Postgres for a whole run of integration tests, unless `HUOZI_TEST_DATABASE_URL` names one. Tests find it
 * under that name in their environment; each test file makes a tenant schema of its own in it.
 */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HUOZI_TEST_DATABASE_URL) return undefined
  const dataFolder = mkdtempSync(join(tmpdir(), 'huozi-test-'))
  // When root runs the tests, Postgres runs as another account and has to get in.
  chmodSync(dataFolder, 0o755)
  const postgres = await startEmbeddedPostgres({ dataFolder, log: console.log, settings: FAST })
  process.env.HUOZI_TEST_DATABASE_URL = postgres.url
  return async () => {
    await postgres.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
