import { expect, test } from 'vitest'
import { Agenda } from './agenda.ts'
import type { Visit } from './visit.ts'

/** An agenda whose visits end when the test says so. */
function openAgenda(concurrency: number) {
  const visits: { tenant: number; end: (visit: Visit) => void }[] = []
  const agenda = new Agenda({
    concurrency,
    visit: (tenant) => {
      const { promise, resolve } = Promise.withResolvers<Visit>()
      visits.push({ tenant, end: resolve })
      return promise
    },
  })
  const visited = () => visits.map(({ tenant }) => tenant)
  const end = async (index: number, visit: Visit = { more: false }) => {
    const before = visits.length
    visits[index]?.end(visit)
    // A visit that follows begins some microtasks later.
    for (let turn = 0; turn < 20 && visits.length === before; turn++) await Promise.resolve()
  }
  return { agenda, visited, end }
}

test('waking a tenant that waits changes nothing', async () => {
  const { agenda, visited, end } = openAgenda(1)
  void agenda.wake(1)
  for (let time = 0; time < 5; time++) void agenda.wake(2)
  expect(visited()).toEqual([1])
  await end(0)
  await end(1)
  expect(visited()).toEqual([1, 2])
})

test('a wake-up during a visit leads to exactly one more', async () => {
  const { agenda, visited, end } = openAgenda(2)
  for (let time = 0; time < 5; time++) void agenda.wake(1)
  expect(visited()).toEqual([1])
  await end(0)
  await end(1)
  expect(visited()).toEqual([1, 1])
})

test('a tenant with more to do comes after those that wait', async () => {
  const { agenda, visited, end } = openAgenda(1)
  for (const tenant of [1, 2, 3]) void agenda.wake(tenant)
  await end(0, { more: true })
  await end(1)
  await end(2)
  expect(visited()).toEqual([1, 2, 3, 1])
})

test('a wake-up is taken up when its visit begins', async () => {
  const { agenda, end } = openAgenda(1)
  await agenda.wake(1)
  let isTakenUp = false
  const waiting = agenda.wake(2).then(() => {
    isTakenUp = true
  })
  expect(agenda.hasRoom(1)).toBe(true)
  expect(agenda.hasRoom(3)).toBe(false)
  expect(isTakenUp).toBe(false)
  await end(0)
  await waiting
})

test('what failed is visited again when it is due', async () => {
  const { agenda, visited, end } = openAgenda(1)
  await agenda.wake(1)
  await end(0, { more: false, againInMs: 1 })
  await expect.poll(visited).toEqual([1, 1])
})

test('stopping waits for what goes on and begins nothing', async () => {
  const { agenda, visited, end } = openAgenda(1)
  void agenda.wake(1)
  void agenda.wake(2)
  const stopped = agenda.stop()
  void agenda.wake(3)
  await end(0, { more: true, againInMs: 1 })
  await stopped
  expect(visited()).toEqual([1])
})
