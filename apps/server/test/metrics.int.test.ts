import { fixedClock, newId } from '@huozi/core'
import { fetchTenant, type QueueState, type Runner } from '@huozi/database'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerOperations } from '../src/plugins/operations.ts'
import { createQueueFigures, FIGURES_TTL_MS } from '../src/queue-figures.ts'
import { makeLibrary, type Served, serve } from './support/served.ts'

let served: Served
const names = [newId(), newId()].map((id) => `m${id.replaceAll('-', '').slice(12)}`)

beforeAll(async () => {
  served = await serve()
  for (const name of names) await makeLibrary(served.deps, name, [])
})

afterAll(() => served.close())

/** The database of this file's tenants alone: others of the test database have work of their own. */
const own = (): { database: Runner; statements: string[] } => {
  const statements: string[] = []
  const { database } = served.deps
  const run: Runner['run'] = async (statement, ...rest) => {
    statements.push(statement.text)
    const rows = await database.run(statement, ...rest)
    return statement.text.includes('platform.tenant') ? rows.filter(([, name]) => names.includes(name ?? '')) : rows
  }
  return { database: { run }, statements }
}

const fill = async (name: string | undefined, events: number, failed: number) => {
  const tenant = await fetchTenant(served.deps.database, name ?? '')
  const text = `with gone as (delete from "${tenant?.schema}"._outbox)
    insert into "${tenant?.schema}"._outbox (type, object_id, record_id, record_version, at, model_version, failed)
    select 'record.created', 1, gen_random_uuid(), 1, now() - n * interval '1 minute', 1, case when n <= $2 then '{}'::jsonb end
    from generate_series(1, $1) as n`
  await served.deps.database.run({ name: null, text, parameters: [events, failed] })
}

const metricsOf = async (queue: () => Promise<QueueState>) => {
  const app = Fastify()
  registerOperations(app, { ping: async () => {}, isReady: () => true, queue })
  const answer = await app.inject('/metrics')
  expect(answer.statusCode).toBe(200)
  await app.close()
  return answer.body.split('\n').filter((line) => line.startsWith('huozi_queue'))
}

test('background work is summed over tenants, by lane and never by tenant', async () => {
  await fill(names[0], 3, 1)
  await fill(names[1], 5, 2)
  const lines = await metricsOf(createQueueFigures(own().database, fixedClock(0)))
  expect(lines).toContain('huozi_queue_waiting{lane="events"} 8')
  expect(lines).toContain('huozi_queue_failed{lane="events"} 3')
  expect(lines).toContain('huozi_queue_waiting{lane="builds"} 0')
  const oldest = Number(
    lines.find((line) => line.startsWith('huozi_queue_oldest_seconds{lane="events"}'))?.split(' ')[1],
  )
  expect(oldest).toBeGreaterThanOrEqual(300)
  expect(oldest).toBeLessThan(600)
  expect(lines).toHaveLength(6)
})

test('it is counted once for many who ask, in one statement for many tenants, and anew after a while', async () => {
  const { database, statements } = own()
  const clock = fixedClock(0)
  const figures = createQueueFigures(database, clock)
  await Promise.all([figures(), figures(), figures()])
  expect(statements).toHaveLength(2)
  clock.set(FIGURES_TTL_MS - 1)
  await figures()
  expect(statements).toHaveLength(2)
  await fill(names[0], 0, 0)
  clock.set(FIGURES_TTL_MS)
  expect((await figures()).events.waiting).toBe(5)
  expect(statements).toHaveLength(4)
})

test('at most ten thousand events of a tenant are counted', async () => {
  await fill(names[0], 10_050, 0)
  await fill(names[1], 1, 0)
  expect((await createQueueFigures(own().database, fixedClock(0))()).events.waiting).toBe(10_001)
  await fill(names[0], 0, 0)
})

test('a count that fails leaves the other metrics standing and is tried again at once', async () => {
  expect(await metricsOf(() => Promise.reject(new Error('no database')))).toEqual([])
  const { database } = own()
  let isBroken = true
  const run: Runner['run'] = (...given) => (isBroken ? Promise.reject(new Error('gone')) : database.run(...given))
  const figures = createQueueFigures({ run }, fixedClock(0))
  await expect(figures()).rejects.toThrow('gone')
  isBroken = false
  expect((await figures()).events.waiting).toBe(1)
})

test('the served application shows them', async () => {
  const { body } = await served.app.inject('/metrics')
  expect(body).toMatch(/^huozi_queue_waiting\{lane="events"\} \d+$/m)
})
