import type { FieldDocument, ObjectDocument, Package } from '@huozi/metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, deleteRecord, getRecord, listRecords, planPublish, type RequestContext } from '../src/index.ts'
import { ADMIN, LIBRARIAN, LIBRARIAN_2, newBook, openLibrary, READER } from './support/library.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
let librarian: RequestContext
let other: RequestContext
let reader: RequestContext

const MORE: Readonly<Record<string, readonly FieldDocument[]>> = {
  lib_member: [
    { name: 'open_loans', label: 'Open loans', type: 'integer', formula: 'count(loans, open)' },
    { name: 'deposits', label: 'Deposits', type: 'currency', formula: 'sum(loans, fee, open)' },
    { name: 'latest', label: 'Latest', type: 'date', formula: 'max(loans, lent_on)' },
    { name: 'is_busy', label: 'Busy', type: 'boolean', formula: 'open_loans >= 2 or exists(loans, due_on < today())' },
    {
      name: 'fans',
      label: 'Others with the same book',
      type: 'integer',
      formula: 'count(loans, exists(book.loans, member != this.id and book = outer.book))',
    },
  ],
  lib_book: [{ name: 'times_lent', label: 'Times lent', type: 'integer', formula: 'count(loans)' }],
}

/** The library with computed fields over its collections. */
function countingLibrary(more: Readonly<Record<string, readonly FieldDocument[]>> = MORE): Package {
  const library = readPackage('packages/metadata/test/fixtures/library')
  const documents = library.documents.map((document) => {
    if (document.kind !== 'object') return document
    return { ...document, fields: [...(document as ObjectDocument).fields, ...(more[document.name] ?? [])] }
  })
  return { ...library, documents } as Package
}

interface Shelf {
  readonly wang: string
  readonly chen: string
  readonly books: readonly string[]
}

let shelf: Shelf

const member = async (ctx: RequestContext, name: string) =>
  (await createRecord(workshop.deps, ctx, { object: 'lib_member', body: { name } })).id
const lend = (ctx: RequestContext, body: object) =>
  createRecord(workshop.deps, ctx, { object: 'lib_loan', body: body as { member: string } })

beforeAll(async () => {
  workshop = await openLibrary({ packages: [countingLibrary()] })
  admin = await workshop.signIn(ADMIN)
  librarian = await workshop.signIn(LIBRARIAN)
  other = await workshop.signIn(LIBRARIAN_2)
  reader = await workshop.signIn(READER)
  const books: string[] = []
  for (const price of ['10', '20', '40']) books.push((await newBook(workshop, admin, { price })).id)
  const wang = await member(librarian, '王')
  const chen = await member(other, '陈')
  await lend(librarian, { member: wang, book: books[0], lent_on: '2026-01-05' })
  await lend(librarian, { member: wang, book: books[1], lent_on: '2026-02-05' })
  await lend(librarian, { member: wang, book: books[1], lent_on: '2026-02-01', returned_on: '2026-02-03' })
  await lend(other, { member: chen, book: books[1], lent_on: '2026-03-01', returned_on: '2026-03-05' })
  const gone = await lend(librarian, { member: wang, book: books[2], lent_on: '2026-04-01' })
  await deleteRecord(workshop.deps, librarian, { object: 'lib_loan', id: gone.id, expected: '*' })
  shelf = { wang, chen, books }
})

afterAll(() => workshop.close())

const names = async (ctx: RequestContext, query: { object?: string; where?: string; sort?: string }) => {
  const page = await listRecords(workshop.deps, ctx, { object: 'lib_member', limit: 50, count: 'exact', ...query })
  expect(page.count?.value).toBe(page.records.length)
  return page.records.map(({ name, title }) => name ?? title)
}

test('a formula over a collection counts living records and is shown like any other field', async () => {
  const wang = await getRecord(workshop.deps, admin, { object: 'lib_member', id: shelf.wang })
  expect(wang).toMatchObject({ open_loans: 2, deposits: '30', latest: '2026-02-05', is_busy: true, fans: 2 })
  const chen = await getRecord(workshop.deps, admin, { object: 'lib_member', id: shelf.chen })
  expect(chen).toMatchObject({ open_loans: 0, deposits: '0', latest: '2026-03-01', fans: 1 })
})

test('lists filter and sort by it, and page through it', async () => {
  expect(await names(admin, { where: 'open_loans > 1' })).toEqual(['王'])
  expect(await names(admin, { sort: 'open_loans' })).toEqual(['陈', '王'])
  expect(await names(admin, { sort: '-latest' })).toEqual(['陈', '王'])
  const first = await listRecords(workshop.deps, admin, {
    object: 'lib_member',
    sort: '-deposits',
    limit: 1,
    count: 'none',
  })
  const after = first.next ?? ''
  const next = await listRecords(workshop.deps, admin, {
    object: 'lib_member',
    sort: '-deposits',
    limit: 1,
    count: 'none',
    after,
  })
  expect([...first.records, ...next.records].map(({ name }) => name)).toEqual(['王', '陈'])
})

test('a filter asks about collections, also over references and two levels deep', async () => {
  const where = 'exists(loans, exists(book.loans, member != this.id))'
  expect(await names(admin, { where, sort: 'name' })).toEqual(['陈', '王'])
  expect(await names(admin, { where: 'sum(loans, book.price) > 45' })).toEqual(['王'])
  expect(await names(admin, { where: "not exists(loans, lent_on < '2026-03-01')" })).toEqual(['陈'])
  const loans = await listRecords(workshop.deps, admin, {
    ...{ object: 'lib_loan', limit: 50, count: 'none' },
    where: 'count(member.loans, book = outer.book and id != this.id) > 0',
  })
  expect(loans.records).toHaveLength(2)
})

test('what a reader asks counts what he may see; what the model says counts everything', async () => {
  const lent = { object: 'lib_book', where: 'count(loans) = times_lent and times_lent > 0' }
  expect(await names(admin, lent)).toHaveLength(2)
  expect(await names(librarian, lent)).toHaveLength(1)
  expect(await names(librarian, { object: 'lib_book', where: 'count(loans) < times_lent' })).toHaveLength(1)
})

test('who may not see the records of a collection does not know it', async () => {
  const asked = names(reader, { object: 'lib_book', where: 'count(loans) > 0' })
  await expect(asked).rejects.toMatchObject({ code: 'EXPRESSION_NAME_UNKNOWN' })
  const book = await getRecord(workshop.deps, reader, { object: 'lib_book', id: shelf.books[1] ?? '' })
  expect(book).not.toHaveProperty('times_lent')
})

test('rules that are judged while a record is written cannot read collections', async () => {
  const refused = async (fields: Record<string, FieldDocument[]>) => {
    const changes = [{ name: 'library', layer: countingLibrary({ ...MORE, ...fields }) }]
    const failure = await planPublish(workshop.deps, workshop.system, changes).catch((error: unknown) => error)
    return (failure as { issues?: { code: string; pointer: string }[] }).issues?.map(({ code, pointer }) => [
      code,
      pointer,
    ])
  }
  const late = { label: 'Late', type: 'boolean' }
  const own = MORE.lib_member ?? []
  expect(await refused({ lib_member: [...own, { ...late, name: 'late', default: '=exists(loans)' }] })).toEqual([
    ['EXPRESSION_NOT_LOADED', `/object/lib_member/fields/${9 + own.length}/default`],
  ])
  expect(await refused({ lib_member: [...own, { ...late, name: 'late', required: 'is_busy' }] })).toEqual([
    ['EXPRESSION_NOT_LOADED', `/object/lib_member/fields/${9 + own.length}/required`],
  ])
  expect(await refused({ lib_loan: [{ ...late, name: 'late', default: '=member.is_busy' }] })).toBeUndefined()
})
