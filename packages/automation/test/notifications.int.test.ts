import { listNotifications, markAllRead, markRead } from '@huozi/runtime'
import { HEAD, LIBRARIAN, LIBRARIAN_2, READER } from '@huozi/runtime/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, openBench } from './support/bench.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
  for (let loan = 0; loan < 5; loan++) {
    await bench.lend()
    bench.clock.set(bench.clock.now() + 1000)
    await bench.newWorker().runOnce()
  }
})

afterAll(() => bench.close())

test('the newest comes first, page by page', async () => {
  const { deps } = bench
  const ctx = await bench.signIn(LIBRARIAN)
  const all = await listNotifications(deps, ctx, { limit: 10 })
  expect(all.unread).toBe(5)
  expect(all.next).toBeNull()
  const times = all.notifications.map(({ createdAt }) => createdAt)
  expect(times).toEqual(times.toSorted().reverse())
  const first = await listNotifications(deps, ctx, { limit: 3 })
  const second = await listNotifications(deps, ctx, { limit: 3, after: first.next ?? undefined })
  expect([...first.notifications, ...second.notifications]).toEqual(all.notifications)
})

test('nobody sees or marks what was sent to another', async () => {
  const { deps } = bench
  const [notification] = await bench.notificationsOf(LIBRARIAN)
  for (const email of [LIBRARIAN_2, READER, HEAD]) {
    const other = await bench.signIn(email)
    expect(await listNotifications(deps, other, { limit: 10 })).toEqual({ notifications: [], unread: 0, next: null })
    await expect(markRead(deps, other, notification?.id ?? '')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
    await markAllRead(deps, other)
  }
  const own = await listNotifications(deps, await bench.signIn(LIBRARIAN), { limit: 1 })
  expect(own.unread).toBe(5)
  await expect(listNotifications(deps, bench.system, { limit: 1 })).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
})

test('one is marked as read, then all', async () => {
  const { deps, hints } = bench
  const ctx = await bench.signIn(LIBRARIAN)
  const [newest] = await bench.notificationsOf(LIBRARIAN)
  await markRead(deps, ctx, newest?.id ?? '')
  await markRead(deps, ctx, newest?.id ?? '')
  expect(await listNotifications(deps, ctx, { limit: 1 })).toMatchObject({ unread: 4, notifications: [{ read: true }] })
  hints.length = 0
  await markAllRead(deps, ctx)
  const { unread, notifications } = await listNotifications(deps, ctx, { limit: 10 })
  expect(unread).toBe(0)
  expect(notifications.every(({ read }) => read)).toBe(true)
  const reader = await bench.userId(LIBRARIAN)
  expect(hints).toContainEqual({ kind: 'notifications', tenant: bench.tenant.id, users: [reader] })
})
