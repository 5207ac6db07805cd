import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, createUser, listRecords, type RequestContext } from '../src/index.ts'
import { ADMIN } from './support/library.ts'
import { nodeWords, openNodes, WORKER } from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import { PASSWORD, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
let wu: RequestContext
const { make } = nodeWords(() => ({ workshop, admin }))

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
  wu = await workshop.signIn(WORKER)
})

afterAll(() => workshop.close())

test('rules of a new record see the owner it gets', async () => {
  const record = await createRecord(workshop.deps, wu, { object: 'rev_owned', body: { name: 'x' } })
  expect(record.by).toBe('吴')
})

test('a message shows values behind references', async () => {
  const member = await createRecord(workshop.deps, admin, { object: 'lib_member', body: { name: '王五' } })
  const { issues } = await caught(make({ member: member.id, size: 999 }))
  expect(issues?.map(({ message }) => message('en'))).toEqual(['王五 is wrong'])
})

test('everyone holds a role that everyone holds', async () => {
  const query = { object: 'user', where: "has_role('member')", limit: 1, count: 'none' } as const
  expect((await listRecords(workshop.deps, wu, query)).records).toHaveLength(1)
})

test('a path from me over a reference is not silently blank', async () => {
  const values = { name: 'Kid', email: 'kid@library.test' }
  await createUser(workshop.deps, admin, { values, password: PASSWORD, roles: ['admin'] })
  const kid = await workshop.signIn(values.email)
  const where = 'not is_blank(me.created_by) and is_blank(me.created_by.name)'
  const listed = listRecords(workshop.deps, kid, { object: 'user', where, limit: 1, count: 'none' })
  expect(await outcome(listed)).toBe('EXPRESSION_TYPE')
})
