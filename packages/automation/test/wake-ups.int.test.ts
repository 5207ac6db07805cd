import { newId } from '@huozi/core'
import { openDatabase, openQueuePool } from '@huozi/database'
import type { Hint } from '@huozi/runtime'
import { LIBRARIAN } from '@huozi/runtime/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createHints, forwardWakeUps, openQueueWakeUps } from '../src/index.ts'
import { type Bench, openBench } from './support/bench.ts'

let bench: Bench
const endings: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  bench = await openBench()
})

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

afterAll(() => bench.close())

const directUrl = process.env.HUOZI_TEST_DATABASE_URL ?? ''
const NEVER_MS = 3_600_000
const TWO_SECONDS = { timeout: 2000, interval: 20 }

const newHints = async () => {
  const hints = await createHints({ database: bench.database })
  endings.push(() => hints.stop())
  return hints
}

/** A process's end of a queue. */
const openQueue = async (name: string) => {
  const pool = openQueuePool({ directUrl })
  const wakeUps = await openQueueWakeUps({ pool, name, report: (error) => bench.faults.push(error) })
  endings.push(
    () => pool.end(),
    () => wakeUps.close(),
  )
  return wakeUps
}

const start = async (options: Parameters<Bench['newWorker']>[0]) => {
  const worker = bench.newWorker(options)
  await worker.start()
  endings.push(() => worker.stop())
  await expect.poll(async () => (await bench.query('select seq from {t}._outbox')).length).toBe(0)
}

const toldOf = async (loan: string) =>
  (await bench.notificationsOf(LIBRARIAN)).filter(({ link }) => link?.id === loan).length

test('a hint of the same process wakes its worker', async () => {
  const hints = await newHints()
  await start({ hints, sweepMs: NEVER_MS })
  const loan = await bench.lend()
  hints.publish({ kind: 'events', tenant: bench.tenant.id })
  await expect.poll(() => toldOf(loan), TWO_SECONDS).toBe(1)
})

test('with every hint lost the sweep finds the work', async () => {
  await start({ sweepMs: 300 })
  const loan = await bench.lend()
  await expect.poll(() => toldOf(loan), TWO_SECONDS).toBe(1)
})

test('the queue wakes the worker of another process', async () => {
  const name = `test-${newId()}`
  const hints = await newHints()
  const stop = forwardWakeUps(hints, await openQueue(name))
  await start({ wakeUps: await openQueue(name), sweepMs: NEVER_MS })
  for (let round = 0; round < 3; round++) {
    const loan = await bench.lend()
    hints.publish({ kind: 'events', tenant: bench.tenant.id })
    await expect.poll(() => toldOf(loan), TWO_SECONDS).toBe(1)
  }
  stop()
  expect(bench.faults).toEqual([])
  const schemas = await bench.query("select schemaname from pg_catalog.pg_tables where tablename = 'job'")
  expect(schemas).toEqual([['bullmq']])
})

test('a wake-up that comes while another is being taken up follows it; of several only one', async () => {
  const name = `test-${newId()}`
  const [first, second, taker] = [await openQueue(name), await openQueue(name), await openQueue(name)]
  const gate = Promise.withResolvers<void>()
  const taken: number[] = []
  await taker.listen(async ({ tenant }) => {
    taken.push(tenant)
    if (taken.length === 1) await gate.promise
  })
  first.post({ tenant: 1, lane: 'events' })
  await expect.poll(() => taken, TWO_SECONDS).toEqual([1])
  for (let time = 0; time < 5; time++) first.post({ tenant: 1, lane: 'events' })
  first.post({ tenant: 2, lane: 'events' })
  await first.close()
  await expect.poll(() => taken, TWO_SECONDS).toEqual([1, 2])
  gate.resolve()
  await expect.poll(() => taken, TWO_SECONDS).toEqual([1, 2, 1])
  second.post({ tenant: 3, lane: 'events' })
  await expect.poll(() => taken, TWO_SECONDS).toEqual([1, 2, 1, 3])
})

test('hints reach other processes, merged to one message in a while', async () => {
  const [here, there] = [await newHints(), await newHints()]
  const heard: Hint[] = []
  there.subscribe((hint) => heard.push(hint))
  const listener = await bench.database.connect()
  endings.push(() => listener.end())
  const messages: string[] = []
  listener.on('notification', ({ payload }) => messages.push(payload ?? ''))
  await listener.query('listen huozi')
  const tenant = 1_000_000 + bench.tenant.id
  const [li, wang] = [newId(), newId()]
  for (let version = 1; version <= 100; version++) {
    here.publish({ kind: 'model', tenant, version })
    here.publish({ kind: 'notifications', tenant, users: [version % 2 === 0 ? li : wang] })
    here.publish({ kind: 'events', tenant })
  }
  await expect.poll(() => heard).toContainEqual({ kind: 'model', tenant, version: 100 })
  const told = new Set(heard.flatMap((hint) => (hint.kind === 'notifications' ? hint.users : [])))
  expect(told).toEqual(new Set([li, wang]))
  expect(messages.filter((text) => text.includes(`"tenant":${tenant}`)).length).toBeLessThanOrEqual(3)
})

test('a process hears its own hints at once and only once', async () => {
  const hints = await newHints()
  const other = await newHints()
  const [own, foreign]: [Hint[], Hint[]] = [[], []]
  const hint: Hint = { kind: 'model', tenant: 2_000_000 + bench.tenant.id, version: 1 }
  const mine = ({ tenant }: Hint) => tenant === hint.tenant
  hints.subscribe((heard) => own.push(...[heard].filter(mine)))
  other.subscribe((heard) => foreign.push(...[heard].filter(mine)))
  hints.publish(hint)
  expect(own).toEqual([hint])
  await expect.poll(() => foreign).toEqual([hint])
  expect(own).toEqual([hint])
})

test('listening goes on after the connection was lost', async () => {
  const database = openDatabase({ url: directUrl })
  endings.push(() => database.close())
  const hints = await createHints({ database })
  endings.push(() => hints.stop())
  const sender = await newHints()
  const heard = new Set<number>()
  hints.subscribe(({ tenant }) => heard.add(tenant))
  await bench.query(
    "select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where query = 'listen huozi'",
  )
  let tenant = 3_000_000
  await expect
    .poll(() => {
      tenant += 1
      sender.publish({ kind: 'model', tenant, version: 1 })
      return heard.size
    })
    .toBeGreaterThan(0)
})
