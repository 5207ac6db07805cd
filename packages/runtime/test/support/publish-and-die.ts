/**
 * Publishes a change of the library and kills its own process at a named point: run as a child by the crash test.
 * Arguments: tenant name, kill point.
 */
import { systemClock } from '@huozi/core'
import { fetchTenant, openDatabase } from '@huozi/database'
import { createRuntimeDeps, publish } from '../../src/index.ts'
import { changedLibrary } from './changed-library.ts'

const [tenantName = '', killPoint = ''] = process.argv.slice(2)
const database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '' })
const deps = createRuntimeDeps({ database, clock: systemClock, secret: 'test', hint: () => {} })
const tenant = await fetchTenant(database, tenantName)
if (tenant === null) throw new Error(`No tenant ${tenantName}`)

const checkpoint = (name: string): void => {
  process.stdout.write(`${name}\n`)
  if (name === killPoint) process.kill(process.pid, 'SIGKILL')
}
const ctx = { tenant, actor: { kind: 'system' }, locale: 'en' } as const
await publish(deps, ctx, { message: 'crash', changes: [{ name: 'library', layer: changedLibrary() }], checkpoint })
await database.close()
