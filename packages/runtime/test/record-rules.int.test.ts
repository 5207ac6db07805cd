import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, type RequestContext, updateRecord } from '../src/index.ts'
import { ADMIN, newBook, openLibrary } from './support/library.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let ctx: RequestContext

beforeAll(async () => {
  workshop = await openLibrary()
  ctx = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

const member = (values: object = {}) =>
  createRecord(workshop.deps, ctx, { object: 'lib_member', body: { name: '王芳', ...values } })

test('decimals come back as they went in, and formulas compute on them exactly', async () => {
  const book = await newBook(workshop, ctx, { price: '99999999999999.99', tax_rate: '0', weight: 0.1 })
  expect(book).toMatchObject({
    price: '99999999999999.99',
    price_with_tax: '99999999999999.99',
    weight: '0.1',
    tax_rate: '0',
  })
})

test('a default reads what a reference leads to', async () => {
  const book = await newBook(workshop, ctx, { genre: 'comic' })
  const reader = await member()
  const loan = await createRecord(workshop.deps, ctx, {
    object: 'lib_loan',
    body: { book: book.id, member: reader.id, lent_on: '2026-02-25' },
  })
  expect(loan).toMatchObject({ due_on: '2026-03-04', open: true, book: { id: book.id, label: book.title } })
})

test('a default that follows its source stops following once it was set by hand', async () => {
  const book = await newBook(workshop, ctx, { genre: 'comic' })
  const reader = await member()
  const loan = await createRecord(workshop.deps, ctx, {
    object: 'lib_loan',
    body: { book: book.id, member: reader.id, lent_on: '2026-02-01' },
  })
  const change = (body: object, expected: number) =>
    updateRecord(workshop.deps, ctx, { object: 'lib_loan', id: loan.id, body: body as never, expected })
  expect(await change({ lent_on: '2026-02-02' }, 1)).toMatchObject({ due_on: '2026-02-09' })
  expect(await change({ due_on: '2026-02-20' }, 2)).toMatchObject({ due_on: '2026-02-20' })
  expect(await change({ lent_on: '2026-02-03' }, 3)).toMatchObject({ due_on: '2026-02-20' })
})

test('every problem is reported at once, each with its pointer', async () => {
  const refused = newBook(workshop, ctx, {
    title: '',
    pages: 0,
    genre: 'opera',
    website: 'javascript:alert(1)',
    nonsense: 1,
    created_at: '2026-01-01',
  })
  await expect(refused).rejects.toMatchObject({
    code: 'RECORD_INVALID',
    issues: expect.arrayContaining([
      expect.objectContaining({ code: 'FIELD_OUT_OF_RANGE', pointer: '/pages' }),
      expect.objectContaining({ code: 'FIELD_CHOICE', pointer: '/genre' }),
      expect.objectContaining({ code: 'FIELD_UNKNOWN', pointer: '/nonsense' }),
      expect.objectContaining({ code: 'FIELD_NOT_WRITABLE', pointer: '/created_at' }),
    ]),
  })
  await expect(newBook(workshop, ctx, { title: '' })).rejects.toMatchObject({
    issues: [{ code: 'FIELD_REQUIRED', pointer: '/title' }],
  })
})

test('a validation compares with the value before, and its message shows both', async () => {
  const book = await newBook(workshop, ctx, { price: '10' })
  const refused = updateRecord(workshop.deps, ctx, {
    object: 'lib_book',
    id: book.id,
    body: { price: '20.01' },
    expected: 1,
  })
  const error = await refused.catch(
    (thrown: unknown) => thrown as { issues: { pointer: string; message: (l: 'en' | 'zh-CN') => string }[] },
  )
  expect(error).toMatchObject({ code: 'RECORD_INVALID', issues: [{ code: 'VALIDATION_FAILED', pointer: '/price' }] })
  expect(
    (error as Exclude<typeof error, never> & { issues: { message: (l: string) => string }[] }).issues[0]?.message('en'),
  ).toBe('The new price 20.01 is more than twice the old 10')
})

test('a field is required when its condition says so', async () => {
  await expect(member({ level: 'blocked' })).rejects.toMatchObject({
    issues: [{ code: 'FIELD_REQUIRED', pointer: '/block_reason' }],
  })
})

test('a reference to nothing is refused beside its field', async () => {
  const body = { book: '01920000-0000-7000-8000-000000000000', member: (await member()).id }
  const refused = createRecord(workshop.deps, ctx, { object: 'lib_loan', body })
  await expect(refused).rejects.toMatchObject({
    code: 'RECORD_INVALID',
    issues: [{ code: 'FIELD_REFERENCE', pointer: '/book' }],
  })
})

test('numbers of a series follow each other', async () => {
  const first = await newBook(workshop, ctx)
  const second = await newBook(workshop, ctx)
  const number = (book: typeof first) => Number(String(book.shelf_no).slice('B-2026-'.length))
  expect(String(first.shelf_no)).toMatch(/^B-\d{4}-\d{5}$/)
  expect(number(second)).toBe(number(first) + 1)
})

test('a change that changes nothing writes nothing', async () => {
  const book = await newBook(workshop, ctx, { price: '10.00' })
  const same = await updateRecord(workshop.deps, ctx, {
    object: 'lib_book',
    id: book.id,
    body: { price: '10', title: book.title ?? '' },
    expected: 1,
  })
  expect(same).toEqual(book)
})

test('a key over two fields ignores case and width and tells only that there is another', async () => {
  await newBook(workshop, ctx, { title: 'ＡＢＣ', genre: 'novel' })
  const refused = newBook(workshop, ctx, { title: 'abc', genre: 'novel' })
  await expect(refused).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE', params: { fields: ['title', 'genre'] } })
  await newBook(workshop, ctx, { title: 'abc', genre: 'science' })
})
