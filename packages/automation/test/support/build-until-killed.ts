/** Carries out the builds of a tenant: run as a child by the test of builds, which kills it. Argument: tenant name. */
import { systemClock } from '@huozi/core'
import { fetchTenant, openDatabase } from '@huozi/database'
import { createRuntimeDeps, runBuild } from '@huozi/runtime'

const database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '' })
const tenant = await fetchTenant(database, process.argv[2] ?? '')
if (tenant === null) throw new Error('No such tenant')
const deps = createRuntimeDeps({ database, clock: systemClock, secret: 'test', hint: () => {} })
while (await runBuild(deps, tenant, { leaseMs: 1 }));
await database.close()
