import { systemClock } from '@huozi/core'
import { migratePlatform, openDatabase } from '@huozi/database'
import { createRuntimeDeps, createTenant, signIn } from '@huozi/runtime'
import { readPackage } from '../packages/runtime/test/support/workshop.ts'

/** What the load needs to know of the tenant it runs against. */
export interface BenchTenant {
  readonly schema: string
  readonly token: string
  /** Some records to read and change. */
  readonly ids: readonly string[]
}

/** Makes a tenant with the fixture library and fills its books with `rows` rows. */
export async function prepareTenant(url: string, rows: number): Promise<BenchTenant> {
  const database = openDatabase({ url })
  await migratePlatform(database)
  const deps = createRuntimeDeps({ database, clock: systemClock, secret: 'bench', hint: () => {} })
  const admin = { email: 'bench@library.test', password: 'bench-password' }
  const tenant = await createTenant(deps, {
    name: 'bench',
    label: 'Bench',
    locale: 'en',
    zone: 'UTC',
    currency: 'EUR',
    packages: [readPackage('schemas/modules/base'), readPackage('packages/metadata/test/fixtures/library')],
    users: [{ values: { name: 'Bench', email: admin.email }, password: admin.password, roles: ['admin'] }],
  })
  const { token } = await signIn(deps, { tenant: tenant.name, ...admin })
  const client = await database.connect()
  await client.query(`insert into ${tenant.schema}.o_lib_book (id, version, f_title, f_title__fold, f_pages, f_price, created_at, updated_at)
    select gen_random_uuid(), 1, 'Book ' || n, 'book ' || n, n % 1000 + 1, (n % 977)::numeric / 10, now(), now() from generate_series(1, ${rows}) as n`)
  await client.query(`analyze ${tenant.schema}.o_lib_book`)
  const { rows: found } = await client.query<{ id: string }>(`select id from ${tenant.schema}.o_lib_book limit 5000`)
  await client.end()
  await database.close()
  return { schema: tenant.schema, token, ids: found.map(({ id }) => id) }
}
