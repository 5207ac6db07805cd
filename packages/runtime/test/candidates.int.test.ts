import type { Json, JsonObject } from '@huozi/core'
import { bindRecord } from '@huozi/forms'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRecord,
  describeForm,
  listRecords,
  loadDataset,
  type RequestContext,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, LIBRARIAN, LIBRARY_USERS, newBook, openLibrary } from './support/library.ts'
import { object, pack } from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext

const lookup = (name: string, where: string, target = 'lib_book') => ({
  name,
  type: 'lookup',
  label: name,
  object: target,
  where,
})

const item = object('pick_item', [
  { name: 'size', type: 'integer', label: 'Size' },
  { name: 'code', type: 'text', label: 'Code', externalId: true },
  { name: 'twice', type: 'integer', label: 'Twice', formula: 'size * 2' },
  lookup('book', 'not damaged and pages > this.size'),
  lookup('same', 'pages = this.size'),
  lookup('other', 'pages != this.size'),
  lookup('double', 'pages = this.twice'),
  lookup('bought', 'bought_at < this.created_at'),
  lookup('peer', 'id != this.id and book.genre = this.book.genre', 'pick_item'),
  lookup('free', 'not exists(loans, open) and count(this.parts) < 2'),
  { name: 'helper', type: 'user', label: 'Helper', where: "starts_with(email, 'li')" },
])
const part = object('pick_part', [
  { name: 'item', type: 'masterDetail', label: 'Item', object: 'pick_item', inverse: 'parts', where: 'size > 1' },
])

beforeAll(async () => {
  workshop = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), pack('pick', [item, part])],
    users: LIBRARY_USERS,
  })
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

const make = (body: object, of = 'pick_item') =>
  createRecord(workshop.deps, admin, { object: of, body: { name: 'x', ...body } })
const change = (id: string, body: object) =>
  updateRecord(workshop.deps, admin, { object: 'pick_item', id, body: body as never, expected: '*' })
const book = async (values: object) => (await newBook(workshop, admin, values)).id

/** Pointers and codes of what was refused. */
const faults = async (work: Promise<unknown>) => {
  const { code, issues } = await caught(work)
  return code === 'RECORD_INVALID' ? issues?.map((issue) => `${issue.code} ${issue.pointer}`) : [code ?? 'ok']
}

test('a new record refers only to what its condition lets it', async () => {
  const thick = await book({ pages: 100 })
  const thin = await book({ pages: 5 })
  const damaged = await book({ pages: 100, damaged: true })
  expect(await faults(make({ size: 10, book: thick }))).toEqual(['ok'])
  for (const unfit of [thin, damaged])
    expect(await faults(make({ size: 10, book: unfit }))).toEqual(['FIELD_CANDIDATE /book'])
  expect(await faults(make({ size: 10, book: thin, same: thick, double: thick }))).toEqual([
    'FIELD_CANDIDATE /book',
    'FIELD_CANDIDATE /same',
    'FIELD_CANDIDATE /double',
  ])
  const nowhere = '01920000-0000-7000-8000-000000000000'
  expect(await faults(make({ size: 10, book: nowhere }))).toEqual(['FIELD_REFERENCE /book'])
})

test('a change is judged by the values it leads to, and only the references it sets', async () => {
  const [ten, twenty] = [await book({ pages: 10 }), await book({ pages: 20 })]
  const { id } = await make({ size: 9, book: ten })
  await change(id, { size: 15 })
  await change(id, { name: 'the book that no longer fits stays' })
  expect(await faults(change(id, { double: twenty }))).toEqual(['FIELD_CANDIDATE /double'])
  await change(id, { size: 10, double: twenty, same: ten })
  expect(await faults(change(id, { size: 30, same: twenty }))).toEqual(['FIELD_CANDIDATE /same'])
  await change(id, { book: null, same: null })
})

test('paths lead on from both records, and a record is not its own peer', async () => {
  const [novel, comic] = [await book({ pages: 9, genre: 'novel' }), await book({ pages: 9, genre: 'comic' })]
  const reader = await make({ size: 1, book: novel })
  const fan = await make({ size: 1, book: comic })
  expect(await faults(make({ size: 1, book: novel, peer: reader.id }))).toEqual(['ok'])
  expect(await faults(make({ size: 1, book: novel, peer: fan.id }))).toEqual(['FIELD_CANDIDATE /peer'])
  expect(await faults(change(reader.id, { peer: reader.id }))).toEqual(['FIELD_CANDIDATE /peer'])
})

test('a condition asks about the collections of both records', async () => {
  const [free, lent] = [await book({ pages: 9 }), await book({ pages: 9 })]
  const member = await createRecord(workshop.deps, admin, { object: 'lib_member', body: { name: 'M' } })
  await createRecord(workshop.deps, admin, { object: 'lib_loan', body: { member: member.id, book: lent } })
  const { id } = await make({ size: 2, free })
  expect(await faults(change(id, { free: lent }))).toEqual(['FIELD_CANDIDATE /free'])
  await change(id, { free: null })
  for (const name of ['a', 'b']) await make({ name, item: id }, 'pick_part')
  expect(await faults(change(id, { free }))).toEqual(['FIELD_CANDIDATE /free'])
})

test('a part, and a field for a user, are held to their condition as well', async () => {
  const [small, large] = [await make({ size: 1 }), await make({ size: 2 })]
  expect(await faults(make({ item: large.id }, 'pick_part'))).toEqual(['ok'])
  expect(await faults(make({ item: small.id }, 'pick_part'))).toEqual(['FIELD_CANDIDATE /item'])
  const idOf = async (email: string) =>
    (await workshop.deps.views.current(await workshop.signIn(email))).viewer?.id ?? ''
  expect(await faults(make({ helper: await idOf(LIBRARIAN) }))).toEqual(['ok'])
  expect(await faults(make({ helper: await idOf(ADMIN) }))).toEqual(['FIELD_CANDIDATE /helper'])
  expect(await faults(make({ helper: { by: ADMIN } }))).toEqual(['FIELD_CANDIDATE /helper'])
})

test('a dataset is held to it', async () => {
  const thin = await book({ pages: 1 })
  const records = [{ code: 'd1', name: 'x', size: 2, book: thin }]
  const dataset = { kind: 'dataset', name: 'd', object: 'pick_item', externalId: 'code', onUpgrade: 'keep', records }
  expect(await faults(loadDataset(workshop.deps, admin, dataset as never))).toEqual(['FIELD_CANDIDATE /book'])
})

test('the server takes exactly what the form offers, with a blank in the record too', async () => {
  const books: Record<string, Json>[] = [{ pages: 4 }, { pages: 8 }, { pages: 8, damaged: true }, {}]
  const ids = await Promise.all(books.map(book))
  const { definition } = await describeForm(workshop.deps, admin, { object: 'pick_item' })
  const offered = async (field: string, values: JsonObject): Promise<readonly string[]> => {
    const where = definition.fields[field]?.reference?.where as JsonObject
    const bound = bindRecord(where, (name) => values[name] ?? null)
    const only = { and: [{ in: [{ var: 'id' }, ids] }, bound] } as JsonObject
    const page = await listRecords(workshop.deps, admin, { object: 'lib_book', where: only, limit: 50, count: 'none' })
    return page.records.map(({ id }) => id).sort()
  }
  const taken = async (field: string, values: JsonObject): Promise<readonly string[]> => {
    const outcomes = await Promise.all(ids.map((id) => outcome(make({ ...values, [field]: id }))))
    return ids.filter((_, at) => outcomes[at] === 'ok').sort()
  }
  for (const field of ['book', 'same', 'other']) {
    for (const size of [4, 7, null]) {
      expect(await taken(field, { size }), `${field} ${size}`).toEqual(await offered(field, { size }))
    }
  }
})
