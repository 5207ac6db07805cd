import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createRecord,
  deleteRecord,
  describeObject,
  getRecord,
  listRecords,
  type RequestContext,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, newBook, openLibrary } from './support/library.ts'
import { ask, object, pack } from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

const BOOKS_ONLY = 'bo@library.test'
const targets = ['lib_book', 'lib_member']
const about = (name: string, onDelete: string) => ({ name, type: 'lookup', label: name, objects: targets, onDelete })

/** Notes about a book or about a member. */
const note = object('rem_note', [about('about', 'clear'), about('held', 'restrict'), about('part', 'cascade')])
const role = {
  kind: 'role',
  name: 'rem_books',
  label: 'Books',
  objects: [
    { object: 'rem_note', allow: ['create', 'read', 'update'] },
    { object: 'lib_book', allow: ['read'] },
  ],
}

let workshop: Workshop
let admin: RequestContext
let booksOnly: RequestContext

beforeAll(async () => {
  workshop = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), pack('rem', [note, role])],
    users: [...LIBRARY_USERS, { values: { name: '卜', email: BOOKS_ONLY }, roles: ['rem_books'] }],
  })
  admin = await workshop.signIn(ADMIN)
  booksOnly = await workshop.signIn(BOOKS_ONLY)
})

afterAll(() => workshop.close())

const newMember = (values: object = {}) =>
  createRecord(workshop.deps, admin, { object: 'lib_member', body: { name: '李雷', ...values } as never })
const make = (body: object, ctx = admin) =>
  createRecord(workshop.deps, ctx, { object: 'rem_note', body: { name: 'n', ...body } as never })
const change = (id: string, body: object) =>
  updateRecord(workshop.deps, admin, { object: 'rem_note', id, body: body as never, expected: '*' })
const read = (id: string, ctx = admin) => getRecord(workshop.deps, ctx, { object: 'rem_note', id })
const remove = (of: string, id: string) => deleteRecord(workshop.deps, admin, { object: of, id, expected: '*' })
const refusals = async (work: Promise<unknown>) => ((await caught(work)).issues ?? []).map((i) => [i.code, i.pointer])

describe('a reference to one of several objects', () => {
  test('is answered with its object and label, and can be sent back', async () => {
    const book = await newBook(workshop, admin, { title: '沙丘' })
    const member = await newMember()
    const made = await make({ about: { object: 'lib_book', id: book.id } })
    expect(made.about).toEqual({ id: book.id, label: '沙丘', object: 'lib_book' })
    const moved = await change(made.id, { about: { object: 'lib_member', id: member.id } })
    expect(moved.about).toEqual({ id: member.id, label: '李雷', object: 'lib_member' })
    expect((await change(made.id, { about: moved.about })).version).toBe(moved.version)
    expect((await read(made.id)).about).toEqual(moved.about)
    expect((await change(made.id, { about: null })).about).toBeNull()
  })

  test('by external id finds the record of the object it names', async () => {
    const book = await newBook(workshop, admin, { isbn: 'P-1' })
    const member = await newMember({ card_no: 'P-1' })
    expect((await make({ about: { object: 'lib_book', by: 'P-1' } })).about).toMatchObject({ id: book.id })
    expect((await make({ about: { object: 'lib_member', by: 'P-1' } })).about).toMatchObject({ id: member.id })
    expect(await refusals(make({ about: { object: 'lib_book', by: 'P-2' } }))).toEqual([['FIELD_REFERENCE', '/about']])
  })

  test('is refused when the record is of another object than it says, is gone, or the object is no target', async () => {
    const book = await newBook(workshop, admin)
    const wrong = { object: 'lib_member', id: book.id }
    expect(await refusals(make({ about: wrong }))).toEqual([['FIELD_REFERENCE', '/about']])
    expect(await refusals(make({ about: { object: 'lib_loan', id: book.id } }))).toEqual([['FIELD_TYPE', '/about']])
    await remove('lib_book', book.id)
    expect(await refusals(make({ about: { object: 'lib_book', id: book.id } }))).toEqual([
      ['FIELD_REFERENCE', '/about'],
    ])
  })

  test('is filtered by id and by being there', async () => {
    const book = await newBook(workshop, admin)
    await make({ name: 'f1', about: { object: 'lib_book', id: book.id } })
    await make({ name: 'f2' })
    const find = async (where: string) => {
      const query = { object: 'rem_note', where, sort: 'name', limit: 9, count: 'none' } as const
      return (await listRecords(workshop.deps, admin, query)).records.map(({ name }) => name)
    }
    expect(await find(`about = '${book.id}'`)).toEqual(['f1'])
    expect(await find("name starts_with 'f' and is_blank(about)")).toEqual(['f2'])
    expect(await outcome(find('about.title = 1'))).toBe('EXPRESSION_TYPE')
  })
})

describe('deleting what one of several objects refers to', () => {
  test('clears, refuses and follows, whichever object it was', async () => {
    for (const of of targets) {
      const target = of === 'lib_book' ? await newBook(workshop, admin) : await newMember()
      const value = { object: of, id: target.id }
      const [cleared, gone] = [await make({ about: value }), await make({ part: value })]
      const holding = await make({ held: value })
      expect(await outcome(remove(of, target.id))).toBe('RECORD_REFERENCED')
      await change(holding.id, { held: null })
      await remove(of, target.id)
      expect((await read(cleared.id)).about).toBeNull()
      expect(await outcome(read(gone.id))).toBe('RECORD_NOT_FOUND')
      const columns = await ask(
        workshop,
        `select count(*) as n from "${workshop.tenant.schema}"."o_rem_note" where rem_about is null and rem_about__object is not null`,
      ).catch(() => [{ n: 'unknown' }])
      expect(columns[0]?.n).not.toBe('1')
    }
  })
})

describe('who sees only one of the objects', () => {
  test('learns of a reference to another neither its name nor what it points to, and cannot make one', async () => {
    const member = await newMember({ name: 'Secret' })
    const { id } = await make({ about: { object: 'lib_member', id: member.id } })
    expect((await read(id, booksOnly)).about).toEqual({ id: member.id, label: null, object: null })
    const given = { about: { object: 'lib_member', id: member.id } }
    expect(await refusals(make(given, booksOnly))).toEqual([['FIELD_REFERENCE', '/about']])
    const { fields } = await describeObject(workshop.deps, booksOnly, 'rem_note')
    expect(fields.find(({ name }) => name === 'about')?.objects?.map((target) => target.object)).toEqual(['lib_book'])
  })
})

test('history and events keep which object it was', async () => {
  const [book, member] = [await newBook(workshop, admin), await newMember()]
  const { id } = await make({ about: { object: 'lib_book', id: book.id } })
  await change(id, { about: { object: 'lib_member', id: member.id } })
  const [row] = await ask(
    workshop,
    `select before::text from "${workshop.tenant.schema}"._history where record_id = '${id}'`,
  )
  expect(row?.before).toMatch(new RegExp(`"${book.id} \\d+"`))
})
