import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, deleteRecord, getRecord, listRecords, updateRecord } from '../src/index.ts'
import { openWorkshop, readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop

beforeAll(async () => {
  workshop = await openWorkshop({
    packages: [readPackage('packages/metadata/test/fixtures/library')],
    users: [{ values: { name: 'Ada', email: 'ada@library.test' }, roles: ['admin'] }],
  })
})

afterAll(() => workshop.close())

test('a record goes in and comes out', async () => {
  const { deps } = workshop
  const ctx = await workshop.signIn('ada@library.test')
  const book = await createRecord(deps, ctx, { object: 'lib_book', body: { title: '红楼梦', price: '99.90' } })
  expect(book).toMatchObject({ title: '红楼梦', version: 1 })
  expect(await getRecord(deps, ctx, { object: 'lib_book', id: book.id })).toEqual(book)
  const changed = await updateRecord(deps, ctx, {
    object: 'lib_book',
    id: book.id,
    body: { title: '石头记' },
    expected: 1,
  })
  expect(changed).toMatchObject({ title: '石头记', version: 2 })
  const page = await listRecords(deps, ctx, {
    object: 'lib_book',
    where: "title = '石头记'",
    limit: 10,
    count: 'exact',
    sort: 'title',
  })
  expect(page.records.map(({ id }) => id)).toEqual([book.id])
  await deleteRecord(deps, ctx, { object: 'lib_book', id: book.id, expected: 2 })
  await expect(getRecord(deps, ctx, { object: 'lib_book', id: book.id })).rejects.toMatchObject({
    code: 'RECORD_NOT_FOUND',
  })
})
