/**
 * A server process of its own that answers each line of its standard input, the values of a record as JSON, by creating it.
 * Arguments: tenant name, key of a session, object.
 */
import { createInterface } from 'node:readline'
import { type Json, systemClock } from '@huozi/core'
import { fetchTenant, openDatabase } from '@huozi/database'
import { createRecord, createRuntimeDeps, type RequestContext } from '../../src/index.ts'

const [tenantName = '', session = '', object = ''] = process.argv.slice(2)
const database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '' })
const deps = createRuntimeDeps({ database, clock: systemClock, secret: 'test', hint: () => {} })
const tenant = await fetchTenant(database, tenantName)
if (tenant === null) throw new Error(`No tenant ${tenantName}`)
const ctx: RequestContext = { tenant, actor: { kind: 'user', session }, locale: 'en' }

for await (const line of createInterface({ input: process.stdin })) {
  const body = JSON.parse(line) as Json
  const answer = await createRecord(deps, ctx, { object, body }).catch((error: { code: string }) => ({
    code: error.code,
  }))
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
await database.close()
