import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { claimEvents, fetchQueueState, LostLease, releaseEvents } from '@huozi/database'
import { updateRecord } from '@huozi/runtime'
import { LIBRARIAN, newBook } from '@huozi/runtime/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverEvent } from '../src/events/deliver-event.ts'
import { reviveSetAside } from '../src/events/revive-set-aside.ts'
import { runFlows } from '../src/flow/run-flows.ts'
import type { EventHandler } from '../src/index.ts'
import { type Bench, BOOK_LISTENERS, openBench } from './support/bench.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
  await bench.customize(...BOOK_LISTENERS)
  await bench.query('create table {t}.log (n bigint generated always as identity, record uuid, seq bigint)')
})

beforeEach(async () => {
  await bench.query('delete from {t}._outbox')
  await bench.query('truncate {t}.log')
  bench.faults.length = 0
})

afterAll(() => bench.close())

/** Appends each event to a log after work of uneven length. */
const log = handler('log', async (event, { runner, ctx }) => {
  const table = `"${ctx.tenant.schema}".log`
  const text = `with work as materialized (select pg_catalog.pg_sleep(pg_catalog.random() * 0.004)) insert into ${table} (record, seq) select $1, $2 from work`
  await runner.run({ name: null, text, parameters: [event.recordId, event.seq] })
})

function handler(
  name: string,
  work: (event: Parameters<EventHandler['handle']>[1], session: Parameters<EventHandler['handle']>[0]) => Promise<void>,
  type = 'record.',
): EventHandler {
  return {
    name,
    concerns: (_view, event) => event.type.startsWith(type),
    handle: async (session, event) => {
      await work(event, session)
      return []
    },
  }
}

const logged = async () => {
  const rows = await bench.query('select record, seq from {t}.log order by n')
  return rows.map(([record, seq]) => ({ record: record ?? '', seq: Number(seq) }))
}

const outboxState = async () => (await fetchQueueState(bench.database, [bench.tenant.schema])).events

/** Told about a loan, per loan. */
const tellings = async () => {
  const links = (await bench.notificationsOf(LIBRARIAN)).map(({ link }) => link?.id ?? '')
  return (loan: string) => links.filter((id) => id === loan).length
}

test('three workers keep the order of each record and deliver every event once', async () => {
  const { deps, admin } = bench
  const books = await Promise.all(Array.from({ length: 8 }, () => newBook(bench, admin)))
  for (let pages = 1; pages <= 12; pages++)
    await Promise.all(
      books.map(({ id }) => updateRecord(deps, admin, { object: 'lib_book', id, body: { pages }, expected: '*' })),
    )
  const workers = Array.from({ length: 3 }, () => bench.newWorker({ handlers: [log], concurrency: 2 }))
  await Promise.all(workers.map((worker) => worker.runOnce()))
  await expect.poll(async () => (await outboxState()).waiting).toBe(0)
  const entries = await logged()
  expect(entries).toHaveLength(8 * 13)
  for (const { id } of books) {
    const seqs = entries.filter(({ record }) => record === id).map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  }
  expect(bench.faults).toEqual([])
})

test('an event delivered twice has one effect', async () => {
  const loan = await bench.lend()
  let deliveries = 0
  const faulty = handler('faulty', async ({ recordId, type }) => {
    if (recordId !== loan || type !== 'record.created') return
    deliveries += 1
    if (deliveries === 1) throw new Error('fails the first time')
  })
  await bench.newWorker({ handlers: [runFlows, faulty] }).runOnce()
  expect(deliveries).toBe(2)
  expect((await tellings())(loan)).toBe(1)
  expect(await bench.query('select handler from {t}._processed')).toEqual([])
})

test('what one worker holds no other gets, until it is given back', async () => {
  const { database, tenant } = bench
  await bench.lend()
  const claim = async () => await claimEvents(database, tenant.schema, { limit: 100, leaseMs: 60_000 })
  const held = await claim()
  expect(held.length).toBeGreaterThan(0)
  expect(await claim()).toEqual([])
  await releaseEvents(database, tenant.schema, held)
  expect((await claim()).map(({ seq }) => seq)).toEqual(held.map(({ seq }) => seq))
})

test('another worker finishes what a dead one had claimed', async () => {
  const { database, tenant } = bench
  const loan = await bench.lend()
  const claimed = await claimEvents(database, tenant.schema, { limit: 100, leaseMs: 50 })
  expect(claimed.length).toBeGreaterThan(0)
  const worker = bench.newWorker()
  await expect
    .poll(async () => {
      await worker.runOnce()
      return (await tellings())(loan)
    })
    .toBe(1)
  expect((await outboxState()).waiting).toBe(0)
})

test('a worker that comes late is turned away by the token', async () => {
  const { database, deps, tenant, system } = bench
  const loan = await bench.lend()
  const claimLoan = async (leaseMs: number) => {
    const events = await claimEvents(database, tenant.schema, { limit: 100, leaseMs })
    return events.find(({ recordId }) => recordId === loan)
  }
  const late = await claimLoan(1)
  let current: typeof late
  await expect
    .poll(async () => {
      current ??= await claimLoan(60_000)
      return current
    })
    .toBeDefined()
  if (late === undefined || current === undefined) throw new Error('not claimed')
  // Flows are not the last part, so it is not the end of the event that turns the late one away.
  const handlers = [runFlows, log]
  await expect(deliverEvent(deps, system, { event: late, handlers })).rejects.toBeInstanceOf(LostLease)
  expect((await tellings())(loan)).toBe(0)
  await deliverEvent(deps, system, { event: current, handlers })
  await expect(deliverEvent(deps, system, { event: late, handlers })).rejects.toBeInstanceOf(LostLease)
  expect((await tellings())(loan)).toBe(1)
})

test('nothing is lost when the process is killed between commit and delivery', async () => {
  await bench.query('delete from {t}.o_lib_loan')
  await bench.lend()
  const script = new URL('support/lend-until-killed.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, bench.tenant.name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const loans: string[] = []
  for await (const line of createInterface(child.stdout)) {
    loans.push(line)
    if (loans.length === 12) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  await bench.newWorker().runOnce()
  const told = await tellings()
  expect(loans.map(told)).toEqual(loans.map(() => 1))
  const stored = await bench.query('select id, f_told_member from {t}.o_lib_loan')
  expect(stored.filter(([id, marked]) => told(id ?? '') !== 1 || marked !== 't')).toEqual([])
  expect((await outboxState()).waiting).toBe(0)
})

test('an event that keeps failing is set aside: its record waits, the others go on, a new version gives it another start', async () => {
  const { deps, admin } = bench
  const [bad, good] = [await newBook(bench, admin), await newBook(bench, admin)]
  await bench.query('delete from {t}._outbox')
  const touch = (id: string, pages: number) =>
    updateRecord(deps, admin, { object: 'lib_book', id, body: { pages }, expected: '*' })
  for (const pages of [1, 2]) for (const { id } of [bad, good]) await touch(id, pages)
  let isBroken = true
  let attempts = 0
  const picky = handler('picky', async ({ recordId, seq }, session) => {
    if (recordId === bad.id && isBroken) {
      attempts += 1
      throw new Error('does not like it')
    }
    await log.handle(session, { recordId, seq } as Parameters<EventHandler['handle']>[1])
  })
  await bench.newWorker({ handlers: [picky] }).runOnce()
  expect(attempts).toBe(8)
  expect((await logged()).map(({ record }) => record)).toEqual([good.id, good.id])
  expect(await outboxState()).toMatchObject({ waiting: 2, failed: 1 })
  const [problem] = await bench.query('select failed from {t}._outbox where failed is not null')
  expect(JSON.parse(problem?.[0] ?? '')).toEqual({ code: 'INTERNAL', message: 'does not like it' })

  isBroken = false
  await bench.newWorker({ handlers: [picky] }).runOnce()
  expect(await outboxState()).toMatchObject({ waiting: 2, failed: 1 })
  await bench.customize(...BOOK_LISTENERS)
  await bench.newWorker({ handlers: [reviveSetAside, picky] }).runOnce()
  const ofBad = (await logged()).filter(({ record }) => record === bad.id).map(({ seq }) => seq)
  expect(ofBad).toEqual(ofBad.toSorted((a, b) => a - b))
  expect(ofBad).toHaveLength(2)
  expect(await outboxState()).toEqual({ waiting: 0, failed: 0, oldestSeconds: 0 })
})

test('a worker that stops finishes what it has begun and gives the rest back', async () => {
  const { admin } = bench
  await Promise.all(Array.from({ length: 6 }, () => newBook(bench, admin)))
  const gate = Promise.withResolvers<void>()
  const begun: number[] = []
  const gated = handler('gated', async (event, session) => {
    begun.push(event.seq)
    await gate.promise
    await log.handle(session, event)
  })
  const worker = bench.newWorker({ handlers: [gated], concurrency: 1, leaseMs: 60_000 })
  await worker.start()
  await expect.poll(() => begun.length).toBe(1)
  const stopped = worker.stop()
  gate.resolve()
  await stopped
  expect((await logged()).map(({ seq }) => seq)).toEqual(begun)
  expect(await bench.query('select lease_until, attempts from {t}._outbox')).toEqual(Array(5).fill([null, '0']))
  expect(bench.faults).toEqual([])
})
