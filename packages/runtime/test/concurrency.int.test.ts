import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, deleteRecord, getRecord, type RequestContext, updateRecord } from '../src/index.ts'
import { ADMIN, newBook, openLibrary } from './support/library.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let ctx: RequestContext

beforeAll(async () => {
  workshop = await openLibrary()
  ctx = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

const settled = async <T>(work: readonly Promise<T>[]) => {
  const results = await Promise.allSettled(work)
  return {
    done: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    codes: results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
    ),
  }
}

const ask = async (question: string): Promise<number> => {
  const client = await workshop.database.connect()
  const { rows } = await client.query<{ count: string }>(question).finally(() => client.end())
  return Number(rows[0]?.count)
}
const table = (name: string) => `${workshop.tenant.schema}.${name}`

test('of many writers who read the same version one wins and no update is lost', async () => {
  const book = await newBook(workshop, ctx)
  const writers = Array.from({ length: 20 }, (_, index) =>
    updateRecord(workshop.deps, ctx, { object: 'lib_book', id: book.id, body: { pages: index + 1 }, expected: 1 }),
  )
  const { done, codes } = await settled(writers)
  expect(done).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(['VERSION_CONFLICT']))
  expect(await getRecord(workshop.deps, ctx, { object: 'lib_book', id: book.id })).toMatchObject({
    version: 2,
    pages: done[0]?.pages,
  })
})

test('a conflict names the fields changed since', async () => {
  const book = await newBook(workshop, ctx)
  await updateRecord(workshop.deps, ctx, { object: 'lib_book', id: book.id, body: { pages: 3 }, expected: 1 })
  await updateRecord(workshop.deps, ctx, { object: 'lib_book', id: book.id, body: { weight: '1.5' }, expected: 2 })
  const late = updateRecord(workshop.deps, ctx, { object: 'lib_book', id: book.id, body: { notes: 'x' }, expected: 1 })
  await expect(late).rejects.toMatchObject({
    code: 'VERSION_CONFLICT',
    params: { expected: 1, actual: 3, fields: ['pages', 'weight'] },
  })
})

test('writers who override all get through, one after the other, each with its history', async () => {
  const book = await newBook(workshop, ctx)
  const { done } = await settled(
    Array.from({ length: 12 }, (_, index) =>
      updateRecord(workshop.deps, ctx, {
        object: 'lib_book',
        id: book.id,
        body: { pages: index + 100 },
        expected: '*',
      }),
    ),
  )
  expect(done).toHaveLength(12)
  expect(done.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 2),
  )
})

test('fifty equal requests with one key make one record and get one answer', async () => {
  const before = await ask(`select count(*) from ${table('o_lib_book')}`)
  const idempotency = { key: crypto.randomUUID(), route: 'POST /records/lib_book', body: { title: '幂等' } }
  const requests = Array.from({ length: 50 }, () =>
    createRecord(workshop.deps, ctx, { object: 'lib_book', body: idempotency.body, idempotency }),
  )
  const { done, codes } = await settled(requests)
  expect(codes).toEqual([])
  expect(new Set(done.map((record) => JSON.stringify(record))).size).toBe(1)
  expect(await ask(`select count(*) from ${table('o_lib_book')}`)).toBe(before + 1)
  const other = createRecord(workshop.deps, ctx, {
    object: 'lib_book',
    body: { title: 'x' },
    idempotency: { ...idempotency, body: { title: 'x' } },
  })
  await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' })
})

test('of many creations with one key value one wins', async () => {
  const { done, codes } = await settled(
    Array.from({ length: 16 }, () => newBook(workshop, ctx, { isbn: '978-7-02-000220-7' })),
  )
  expect(done).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(['RECORD_NOT_UNIQUE']))
})

test('a record cannot be pointed to while it is being deleted', async () => {
  const members = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      createRecord(workshop.deps, ctx, { object: 'lib_member', body: { name: `成员 ${index}` } }),
    ),
  )
  const book = await newBook(workshop, ctx)
  await Promise.allSettled(
    members.flatMap(({ id }) => [
      createRecord(workshop.deps, ctx, { object: 'lib_loan', body: { member: id, book: book.id } }),
      deleteRecord(workshop.deps, ctx, { object: 'lib_member', id, expected: '*' }),
    ]),
  )
  const orphans = `select count(*) from ${table('o_lib_loan')} l join ${table('o_lib_member')} m on m.id = l.f_member where l.deleted_at is null and m.deleted_at is not null`
  expect(await ask(orphans)).toBe(0)
})

test('deleting a master takes its details along, deleting what is looked up is refused', async () => {
  const member = await createRecord(workshop.deps, ctx, { object: 'lib_member', body: { name: '吴' } })
  const book = await newBook(workshop, ctx)
  const loan = await createRecord(workshop.deps, ctx, {
    object: 'lib_loan',
    body: { member: member.id, book: book.id },
  })
  await expect(
    deleteRecord(workshop.deps, ctx, { object: 'lib_book', id: book.id, expected: '*' }),
  ).rejects.toMatchObject({ code: 'RECORD_REFERENCED' })
  await deleteRecord(workshop.deps, ctx, { object: 'lib_member', id: member.id, expected: 1 })
  await expect(getRecord(workshop.deps, ctx, { object: 'lib_loan', id: loan.id })).rejects.toMatchObject({
    code: 'RECORD_NOT_FOUND',
  })
})
