import { openDatabase } from '@huozi/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createRecord,
  createStatementCache,
  createViews,
  getRecord,
  listRecords,
  type RequestContext,
} from '../src/index.ts'
import { ADMIN } from './support/library.ts'
import { inOwnTenant, object, openNodes, put, republish, withField } from './support/nodes.ts'
import { outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

const list = (query: object, deps = workshop.deps) =>
  listRecords(deps, admin, { object: 'rev_node', limit: 10, count: 'none', ...query })

describe('a sort', () => {
  test('follows references up to a limit', async () => {
    expect(await outcome(list({ sort: `${'parent.'.repeat(5)}name` }))).toBe('ok')
    expect(await outcome(list({ sort: `${'parent.'.repeat(40)}name` }))).toBe('REQUEST_TOO_BROAD')
  })

  test('by a field type that cannot be sorted is refused', async () => {
    expect(await outcome(list({ sort: 'remark' }))).toBe('FIELD_NOT_SORTABLE')
    expect(await outcome(list({ sort: 'parent.remark' }))).toBe('FIELD_NOT_SORTABLE')
  })
})

describe('formulas that build on each other', () => {
  const levels = 40

  beforeAll(async () => {
    const formulas = Array.from({ length: levels }, (_, at) => {
      const below = at === 0 ? 'size' : `f${at}`
      return { name: `f${at + 1}`, type: 'number', label: 'F', formula: `round((${below} + ${below}) / 2, 0)` }
    })
    await put(workshop, 'chain', [object('chain_thing', [{ name: 'size', type: 'integer', label: 'S' }, ...formulas])])
    await createRecord(workshop.deps, admin, { object: 'chain_thing', body: { name: 'x', size: 7 } })
  }, 20_000)

  test('are read, filtered and sorted by at once', async () => {
    const started = performance.now()
    const query = { object: 'chain_thing', select: `f${levels}`, where: `f${levels} = 7`, sort: `-f${levels}` } as const
    const { records } = await listRecords(workshop.deps, admin, { ...query, limit: 5, count: 'none' })
    expect(records.map((record) => record[`f${levels}`])).toEqual(['7'])
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

test('select=* means the same with a cold and a warm cache', async () => {
  const { id } = await createRecord(workshop.deps, admin, { object: 'rev_node', body: { name: 'x' } })
  const every = (deps = workshop.deps) => outcome(getRecord(deps, admin, { object: 'rev_node', id, select: '*' }))
  const cold = await every(workshop.newNode())
  await getRecord(workshop.deps, admin, { object: 'rev_node', id })
  expect(await every()).toBe(cold)
})

describe('statements', () => {
  const compilations = () => {
    const cache = createStatementCache()
    const seen = { compiled: 0 }
    const get = <T extends object>(key: string, compile: () => T): T =>
      cache.get(key, () => {
        seen.compiled += 1
        return compile()
      })
    return { seen, deps: { ...workshop.deps, statements: { get } } }
  }

  test('are shared by lists that differ in a literal', async () => {
    const { seen, deps } = compilations()
    for (let at = 0; at < 20; at++) await list({ where: `other = 'v${at}'` }, deps)
    expect(seen.compiled).toBe(1)
  })

  test('give each list the answer to its own literals', async () => {
    const { seen, deps } = compilations()
    for (const [name, size] of [
      ['lit a', 1],
      ['lit b', 2],
      ['lit c', 3],
    ] as const)
      await createRecord(workshop.deps, admin, { object: 'rev_node', body: { name, size } })
    const names = async (where: string) => {
      const { records } = await list({ where: `starts_with(name, 'lit') and ${where}`, sort: 'name' }, deps)
      return records.map(({ name }) => String(name).slice(-1)).join('')
    }
    expect(await names('size in (1, 3)')).toBe('ac')
    expect(await names('size in (2, 3, 4)')).toBe('bc')
    expect(await names('size >= 2')).toBe('bc')
    expect(await names('size >= 3')).toBe('c')
    expect(await names('size >= 2.5')).toBe('c')
    expect(await names("(name = 'lit a' or size = 2)")).toBe('ab')
    expect(await names("(name = 'lit c' or size = 1)")).toBe('ac')
    expect(seen.compiled).toBeLessThanOrEqual(2 * 4)
  })

  test('are prepared up to a number per connection', async () => {
    const database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '', size: 1 })
    const views = createViews({ database, now: () => workshop.clock.now() })
    const deps = { ...workshop.deps, database, views, statements: createStatementCache() }
    const parts = ['size > 1', "other = 'x'", "contains(remark, 'b')", "kindof = 'a'", 'not is_blank(code)']
    const more = ["contains(name, 'x')", 'version > 1', 'is_blank(parent)', 'is_blank(book)']
    for (let mask = 1; mask < 400; mask++) {
      const where = [...parts, ...more].filter((_, bit) => mask & (1 << bit)).join(' and ')
      await list({ where, sort: 'size', limit: 1 }, deps)
    }
    const count = { name: null, text: 'select count(*) from pg_prepared_statements', parameters: [] }
    const [[kept] = []] = await database.run(count)
    await database.close()
    expect(Number(kept)).toBeLessThanOrEqual(500)
  })
})

describe('paging', () => {
  test('refuses a made-up page token whatever its letters', async () => {
    expect(await outcome(list({ after: `x.${'é'.repeat(22)}` }))).toBe('CURSOR_INVALID')
  })

  test('by a choice that left its set comes to an end', () =>
    inOwnTenant(async (own, boss) => {
      for (const kindof of ['a', 'b', 'c', 'a', 'b', 'c'])
        await createRecord(own.deps, boss, { object: 'rev_node', body: { name: 'x', size: 1, kindof } })
      await republish(own, (document) =>
        withField(document, 'kindof', (field) => ({ ...field, values: [{ code: 'a', label: 'a' }] })),
      )
      for (const sort of ['size,kindof', 'size,-kindof', 'kindof', '-kindof']) {
        const ids: string[] = []
        let after: string | undefined
        for (let page = 0; page < 12; page++) {
          const query = { object: 'rev_node', sort, limit: 1, count: 'none', after } as const
          const { records, next } = await listRecords(own.deps, boss, query)
          ids.push(...records.map(({ id }) => id))
          if (next === null) break
          after = next
        }
        expect({ sort, rows: ids.length, different: new Set(ids).size }).toEqual({ sort, rows: 6, different: 6 })
      }
    }))

  test('refuses a page token of a field that is another one now', () =>
    inOwnTenant(async (own, boss) => {
      const page = (after?: string) =>
        listRecords(own.deps, boss, { object: 'rev_node', sort: 'other', limit: 1, count: 'none', after })
      for (const other of ['b', 'c', 'd'])
        await createRecord(own.deps, boss, { object: 'rev_node', body: { name: other, other } })
      const { next } = await page()
      await republish(own, (document) => withField(document, 'other', () => null))
      await republish(own, (document) => withField(document, 'other', (field) => ({ ...field, type: 'integer' })))
      expect(await outcome(page(next ?? ''))).toBe('CURSOR_INVALID')
    }))
})
