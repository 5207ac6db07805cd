import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createChangeSet,
  createRecord,
  createTenant,
  markAllRead,
  type RequestContext,
  updateRecord,
} from '../src/index.ts'
import { ADMIN } from './support/library.ts'
import { ask, inOwnTenant, nodeWords, object, openNodes, put } from './support/nodes.ts'
import { CODE, outcome } from './support/outcome.ts'
import { PASSWORD, readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
const { make, userOf } = nodeWords(() => ({ workshop, admin }))

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

test('an external id Postgres cannot store is refused', async () => {
  expect(await outcome(make({ book: { by: 'a\0b' } }))).toMatch(CODE)
})

test('a change set with text Postgres cannot store is refused', async () => {
  const request = { package: null, documents: [], message: 'a\0b' }
  expect(await outcome(createChangeSet(workshop.deps, admin, request))).toMatch(CODE)
})

test('a version nobody can have read is a conflict', async () => {
  const { id } = await make({})
  const late = { object: 'rev_node', id, body: { size: 3 }, expected: 999_999_999_999_999 }
  expect(await outcome(updateRecord(workshop.deps, admin, late))).toBe('VERSION_CONFLICT')
})

test('a key value too long for an index is refused with a code', async () => {
  const letters = Array.from({ length: 2000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000)))
  expect(await outcome(make({ code: letters.join('') }))).toMatch(/^(ok|[A-Z_]+)$/)
})

test('former values are not kept where the object says so', () =>
  inOwnTenant(async (own, boss) => {
    await put(own, 'mute', [object('mute_thing', [], { history: false })])
    const { id } = await createRecord(own.deps, boss, { object: 'mute_thing', body: { name: 'one' } })
    await updateRecord(own.deps, boss, { object: 'mute_thing', id, body: { name: 'two' }, expected: '*' })
    expect(await ask(own, `select before from ${own.tenant.schema}._history where record_id = '${id}'`)).toEqual([])
  }))

test('a tenant whose creation broke off can be created', async () => {
  const request = {
    name: `r${crypto.randomUUID().slice(0, 8)}`,
    label: 'R',
    locale: 'en',
    zone: 'UTC',
    currency: 'CNY',
    packages: [readPackage('schemas/modules/base')],
  }
  const user = (email: string) => [{ values: { name: 'x', email }, password: PASSWORD, roles: ['admin'] }]
  expect(await outcome(createTenant(workshop.deps, { ...request, users: user('no address') }))).toBe('RECORD_INVALID')
  expect(await outcome(createTenant(workshop.deps, { ...request, users: user('a@b.test') }))).toBe('ok')
})

test('notifications are marked by several requests at once', async () => {
  const recipient = await userOf(ADMIN)
  const body = { recipient, text: 'news' }
  for (let at = 0; at < 5; at++) await createRecord(workshop.deps, workshop.system, { object: 'notification', body })
  const codes = new Set<string>()
  for (let round = 0; round < 8; round++) {
    await ask(workshop, `update ${workshop.tenant.schema}.o_notification set f_read = false`)
    const marks = Array.from({ length: 6 }, () => outcome(markAllRead(workshop.newNode(), admin)))
    for (const code of await Promise.all(marks)) codes.add(code)
  }
  expect([...codes]).toEqual(['ok'])
})
