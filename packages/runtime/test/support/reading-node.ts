/**
 * A node in a process of its own: answers every line on its standard input by reading one record with its caches.
 * Arguments: tenant name, key of a session, object, id.
 */
import { createInterface } from 'node:readline'
import { systemClock } from '@huozi/core'
import { fetchTenant, openDatabase } from '@huozi/database'
import { createRuntimeDeps, getRecord, type RequestContext } from '../../src/index.ts'

const [tenantName = '', session = '', object = '', id = ''] = process.argv.slice(2)
const database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '' })
const deps = createRuntimeDeps({ database, clock: systemClock, secret: 'test', hint: () => {} })
const tenant = await fetchTenant(database, tenantName)
if (tenant === null) throw new Error(`No tenant ${tenantName}`)
const ctx: RequestContext = { tenant, actor: { kind: 'user', session }, locale: 'en' }

for await (const _line of createInterface({ input: process.stdin })) {
  const answer = await getRecord(deps, ctx, { object, id }).catch((error: { code: string }) => ({ code: error.code }))
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
await database.close()
