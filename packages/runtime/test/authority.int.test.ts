import { expect, test } from 'vitest'
import {
  deleteRecord,
  getRecord,
  listRecords,
  type RequestContext,
  type RuntimeDeps,
  signIn,
  updateRecord,
  updateWithin,
} from '../src/index.ts'
import { ADMIN, HEAD, READER } from './support/library.ts'
import { inOwnTenant } from './support/nodes.ts'
import { outcome } from './support/outcome.ts'
import { PASSWORD, type Workshop } from './support/workshop.ts'

const listBooks = (deps: RuntimeDeps, ctx: RequestContext) =>
  listRecords(deps, ctx, { object: 'lib_book', limit: 1, count: 'none' })
const userOf = async (email: string, own: Workshop, ctx: RequestContext) => {
  const query = { object: 'user', where: `email = '${email}'`, limit: 1, count: 'none' } as const
  return (await listRecords(own.deps, ctx, query)).records[0]?.id ?? ''
}

test('a user who is switched off is out with the next request', () =>
  inOwnTenant(async (own, boss) => {
    const reader = await own.signIn(READER)
    const other = own.newNode()
    await listBooks(other, reader)
    const id = await userOf(READER, own, boss)
    await updateRecord(own.deps, boss, { object: 'user', id, body: { active: false }, expected: '*' })
    expect(await outcome(listBooks(other, reader))).toBe('SIGN_IN_REQUIRED')
  }))

test('a user who is deleted is out with the next request', () =>
  inOwnTenant(async (own, boss) => {
    const reader = await own.signIn(READER)
    await listBooks(own.deps, reader)
    await deleteRecord(own.deps, boss, { object: 'user', id: await userOf(READER, own, boss), expected: '*' })
    expect(await outcome(listBooks(own.deps, reader))).toBe('SIGN_IN_REQUIRED')
  }))

test('who is switched off cannot sign in, and no session waits for him', () =>
  inOwnTenant(async (own, boss) => {
    const id = await userOf(READER, own, boss)
    await updateRecord(own.deps, boss, { object: 'user', id, body: { active: false }, expected: '*' })
    const again = signIn(own.deps, { tenant: own.tenant.name, email: READER, password: PASSWORD })
    expect(await outcome(again)).toBe('SIGN_IN_FAILED')
  }))

test('conditions about me see my record as it is', () =>
  inOwnTenant(async (own, boss) => {
    const query = { object: 'user', where: "me.name = 'Neu' and id = me", limit: 1, count: 'none' } as const
    await listRecords(own.deps, boss, query)
    const id = await userOf(ADMIN, own, boss)
    await updateRecord(own.deps, boss, { object: 'user', id, body: { name: 'Neu' }, expected: '*' })
    expect((await listRecords(own.deps, boss, query)).records).toHaveLength(1)
  }))

test('several changes of users in one transaction stand on the epoch they made', () =>
  inOwnTenant(async (own, boss) => {
    const [first, second] = [await userOf(READER, own, boss), await userOf(HEAD, own, boss)]
    await own.deps.views.run(own.system, (view) =>
      own.database.transaction(async (runner) => {
        const session = { deps: own.deps, ctx: own.system, view, runner }
        for (const id of [first, second])
          await updateWithin(session, { object: 'user', id, body: { name: 'Neu' }, expected: '*' })
      }),
    )
    expect((await getRecord(own.deps, boss, { object: 'user', id: second })).name).toBe('Neu')
  }))

test('who is switched on again starts a new session', () =>
  inOwnTenant(async (own, boss) => {
    const reader = await own.signIn(READER)
    const id = await userOf(READER, own, boss)
    for (const active of [false, true])
      await updateRecord(own.deps, boss, { object: 'user', id, body: { active }, expected: '*' })
    expect(await outcome(listBooks(own.deps, reader))).toBe('SIGN_IN_REQUIRED')
    expect(await outcome(listBooks(own.deps, await own.signIn(READER)))).toBe('ok')
  }))
