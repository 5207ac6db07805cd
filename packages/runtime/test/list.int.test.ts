import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listRecords, type RequestContext } from '../src/index.ts'
import { ADMIN, newBook, openLibrary } from './support/library.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let ctx: RequestContext

beforeAll(async () => {
  workshop = await openLibrary()
  ctx = await workshop.signIn(ADMIN)
  const genres = ['novel', 'science', 'comic', null]
  const books = Array.from({ length: 60 }, (_, index) => ({
    genre: genres[index % 4],
    price: index % 3 === 0 ? null : String((index * 7) % 11),
    pages: index % 5 === 0 ? null : (index % 6) + 1,
    weight: index % 2 === 0 ? null : '1.5',
  }))
  for (const book of books) await newBook(workshop, ctx, book)
})

afterAll(() => workshop.close())

const pageThrough = async (query: { sort?: string; where?: string }, limit: number) => {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await listRecords(workshop.deps, ctx, {
      object: 'lib_book',
      select: 'id',
      limit,
      count: 'none',
      after,
      ...query,
    })
    ids.push(...page.records.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after !== undefined)
  return ids
}

test('pages of any size and any order give every record once, in the order of one big page', async () => {
  const key = fc.constantFrom('title', 'genre', 'price', 'pages', 'weight', 'created_at', 'price_with_tax')
  const sort = fc
    .array(fc.tuple(key, fc.boolean()), { maxLength: 3 })
    .map((keys) => [...new Map(keys)].map(([name, down]) => (down ? `-${name}` : name)).join(','))
  await fc.assert(
    fc.asyncProperty(sort, fc.integer({ min: 1, max: 25 }), async (order, limit) => {
      const whole = await pageThrough({ sort: order }, 200)
      expect(whole).toHaveLength(60)
      expect(await pageThrough({ sort: order }, limit)).toEqual(whole)
    }),
    { numRuns: 40 },
  )
})

test('blank values come last in both directions and choices in the order of their set', async () => {
  const values = async (sort: string, field: string) => {
    const page = await listRecords(workshop.deps, ctx, { object: 'lib_book', limit: 200, count: 'none', sort })
    return page.records.map((record) => record[field])
  }
  for (const sort of ['price', '-price']) {
    const prices = await values(sort, 'price')
    expect(prices.indexOf(null)).toBe(prices.length - prices.filter((price) => price === null).length)
  }
  expect([...new Set(await values('genre', 'genre'))]).toEqual(['novel', 'science', 'comic', null])
})

test('texts sort as the tenant’s language does: Chinese by pinyin', async () => {
  for (const title of ['张', '李', '王', '安']) await newBook(workshop, ctx, { title: `序${title}`, genre: 'novel' })
  const page = await listRecords(workshop.deps, ctx, {
    object: 'lib_book',
    where: "starts_with(title, '序')",
    sort: 'title',
    limit: 10,
    count: 'none',
  })
  expect(page.records.map(({ title }) => title)).toEqual(['序安', '序李', '序王', '序张'])
})

test('counts are exact, capped or left out, as asked', async () => {
  const count = async (kind: 'exact' | 'capped' | 'none') =>
    (await listRecords(workshop.deps, ctx, { object: 'lib_book', limit: 1, count: kind, where: "genre = 'comic'" }))
      .count
  expect(await count('exact')).toEqual({ value: 15, kind: 'exact' })
  expect(await count('capped')).toEqual({ value: 15, kind: 'exact' })
  expect(await count('none')).toBeUndefined()
})

test('a page token is good for its own list only and cannot be made up', async () => {
  const first = await listRecords(workshop.deps, ctx, { object: 'lib_book', sort: 'price', limit: 5, count: 'none' })
  const again = (after: string, sort: string) =>
    listRecords(workshop.deps, ctx, { object: 'lib_book', sort, limit: 5, count: 'none', after })
  await expect(again(first.next ?? '', 'pages')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  await expect(again(`x${first.next}`, 'price')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  await expect(again('nonsense', 'price')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
})

test('paths over references select, filter and sort', async () => {
  const page = await listRecords(workshop.deps, ctx, {
    object: 'lib_book',
    select: 'title,created_by.name,created_by.email',
    where: "created_by.name = 'Ada'",
    sort: 'created_by.name,-title',
    limit: 3,
    count: 'exact',
  })
  expect(page.records[0]?.created_by).toMatchObject({ label: 'Ada', name: 'Ada', email: ADMIN })
  expect(page.count?.value).toBeGreaterThan(60)
})
