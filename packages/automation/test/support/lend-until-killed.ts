/**
 * Lends books one after the other, writing the id of each loan after its commit, until the process is killed. It has no
 * worker: run as a child by the test of delivery. Argument: tenant name.
 */
import { systemClock } from '@huozi/core'
import { fetchTenant, openDatabase } from '@huozi/database'
import { createRecord, createRuntimeDeps, listRecords } from '@huozi/runtime'

const database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '' })
const tenant = await fetchTenant(database, process.argv[2] ?? '')
if (tenant === null) throw new Error('No such tenant')
const deps = createRuntimeDeps({ database, clock: systemClock, secret: 'test', hint: () => {} })
const ctx = { tenant, actor: { kind: 'system' }, locale: 'en' } as const
const first = async (object: string) =>
  (await listRecords(deps, ctx, { object, limit: 1, count: 'none' })).records[0]?.id
const body = { member: (await first('lib_member')) ?? null, book: (await first('lib_book')) ?? null }
for (;;) {
  const { id } = await createRecord(deps, ctx, { object: 'lib_loan', body })
  process.stdout.write(`${id}\n`)
}
