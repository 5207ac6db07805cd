import { deleteSession, replaceMemberships } from '@huozi/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, type RequestContext } from '../src/index.ts'
import { ADMIN, LIBRARIAN } from './support/library.ts'
import { fresh, inOwnTenant, object, openNodes, put } from './support/nodes.ts'
import { outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

const keyed = (body: { title: string; price?: string }) => ({
  object: 'lib_book',
  body,
  idempotency: { key: crypto.randomUUID(), route: 'POST /records/lib_book', body },
})

test('a repeated request is refused when its session has ended on another node', async () => {
  const session = await workshop.signIn(ADMIN)
  const other = workshop.newNode()
  const request = keyed({ title: fresh() })
  await createRecord(other, session, request)
  if (session.actor.kind === 'user')
    await deleteSession(workshop.database, workshop.tenant.schema, session.actor.session)
  expect(await outcome(createRecord(other, session, request))).toBe('SIGN_IN_REQUIRED')
})

test('a repeated request shows nothing its sender may no longer see', async () => {
  const session = await workshop.signIn(LIBRARIAN)
  const request = keyed({ title: fresh(), price: '12' })
  const made = await createRecord(workshop.deps, session, request)
  const userId = (made.created_by as { id: string }).id
  await replaceMemberships(workshop.database, workshop.tenant.schema, { userId, roleIds: [] })
  expect(await outcome(createRecord(workshop.deps, session, request))).not.toBe('ok')
})

test('an idempotency key is forgotten after a day', () =>
  inOwnTenant(async (own, boss) => {
    const send = (body: { title: string }) =>
      createRecord(own.deps, boss, { object: 'lib_book', body, idempotency: { key: 'day', route: 'r', body } })
    await send({ title: 'one' })
    own.clock.set(own.clock.now() + 25 * 60 * 60 * 1000)
    expect(await outcome(send({ title: 'two' }))).toBe('ok')
  }))

test('a repeated request shows the record as its sender may read it now', async () => {
  const session = admin
  const request = keyed({ title: fresh(), price: '12' })
  const made = await createRecord(workshop.deps, session, request)
  expect(await createRecord(workshop.deps, session, request)).toEqual(made)
  await put(workshop, 'seen', [object('seen_thing', [])])
  const { id, title, version } = await createRecord(workshop.deps, session, request)
  expect({ id, title, version }).toEqual({ id: made.id, title: made.title, version: 1 })
})
