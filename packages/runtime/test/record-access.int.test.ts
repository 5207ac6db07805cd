import type { Package } from '@huozi/metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, deleteRecord, getRecord, listRecords, type RequestContext, updateRecord } from '../src/index.ts'
import { ADMIN, LIBRARIAN, LIBRARIAN_2, LIBRARY_USERS, newBook, openLibrary, READER } from './support/library.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
let librarian: RequestContext
let other: RequestContext
let reader: RequestContext
let clerk: RequestContext

/** Sees every loan, but of members only those she owns. */
const CLERK = 'ke@library.test'
const desk: Package = {
  manifest: { kind: 'package', name: 'desk', version: '1.0.0', prefix: 'desk', label: 'Desk' },
  documents: [
    {
      kind: 'role',
      name: 'desk_clerk',
      label: 'Clerk',
      objects: [
        { object: 'lib_loan', allow: ['create', 'read'], rows: { '*': 'true' } },
        { object: 'lib_member', allow: ['read'] },
        { object: 'lib_book', allow: ['read'] },
      ],
    },
  ],
}

beforeAll(async () => {
  workshop = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), desk],
    users: [...LIBRARY_USERS, { values: { name: '柯', email: CLERK }, roles: ['desk_clerk'] }],
  })
  clerk = await workshop.signIn(CLERK)
  admin = await workshop.signIn(ADMIN)
  librarian = await workshop.signIn(LIBRARIAN)
  other = await workshop.signIn(LIBRARIAN_2)
  reader = await workshop.signIn(READER)
})

afterAll(() => workshop.close())

test('a row outside the reader’s rule is not there on any path', async () => {
  const { deps } = workshop
  const broken = await newBook(workshop, admin, { damaged: true })
  await expect(getRecord(deps, reader, { object: 'lib_book', id: broken.id })).rejects.toMatchObject({
    code: 'RECORD_NOT_FOUND',
  })
  const page = await listRecords(deps, reader, {
    object: 'lib_book',
    where: `title = '${broken.title}'`,
    limit: 10,
    count: 'exact',
  })
  expect(page).toMatchObject({ records: [], count: { value: 0 } })
})

test('a hidden field is unknown in select, where and sort, with the words of a field that does not exist', async () => {
  const { deps } = workshop
  const list = (query: object) => listRecords(deps, reader, { object: 'lib_book', limit: 10, count: 'none', ...query })
  const words = (error: unknown) => (error as { code: string; detail: (l: 'en') => string }).code
  for (const [hidden, missing] of [
    [{ select: 'price' }, { select: 'pricy' }],
    [{ where: 'price > 1' }, { where: 'pricy > 1' }],
    [{ sort: 'price' }, { sort: 'pricy' }],
    [{ where: 'price_with_tax > 1' }, { where: 'pricy > 1' }],
  ]) {
    expect(await list(hidden as object).catch(words)).toBe(await list(missing as object).catch(words))
  }
  const book = await newBook(workshop, admin, { price: '5' })
  expect(Object.keys(await getRecord(deps, reader, { object: 'lib_book', id: book.id }))).not.toContain('price')
})

test('a private record belongs to its owner alone', async () => {
  const { deps } = workshop
  const mine = await createRecord(deps, librarian, { object: 'lib_member', body: { name: '赵一' } })
  const request = { object: 'lib_member', id: mine.id }
  await expect(getRecord(deps, other, request)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' })
  await expect(updateRecord(deps, other, { ...request, body: { name: 'x' }, expected: '*' })).rejects.toMatchObject({
    code: 'RECORD_NOT_FOUND',
  })
  expect(await getRecord(deps, admin, request)).toMatchObject({ name: '赵一' })
})

test('a record cannot be created for, or given to, someone else where only own rows are allowed', async () => {
  const { deps } = workshop
  const mine = await createRecord(deps, librarian, { object: 'lib_member', body: { name: '钱二' } })
  const owner = (mine.owner as { id: string }).id
  const theirs = await createRecord(deps, other, { object: 'lib_member', body: { name: '孙三' } })
  const otherId = (theirs.owner as { id: string }).id
  const given = updateRecord(deps, librarian, {
    object: 'lib_member',
    id: mine.id,
    body: { owner: otherId },
    expected: 1,
  })
  await expect(given).rejects.toMatchObject({ status: expect.any(Number) })
  const created = createRecord(deps, other, { object: 'lib_member', body: { name: '李四', owner } })
  await expect(created).rejects.toMatchObject({ status: expect.any(Number) })
  expect(await getRecord(deps, librarian, { object: 'lib_member', id: mine.id })).toMatchObject({
    version: 1,
    owner: { id: owner },
  })
})

test('an action the roles do not grant is forbidden and leaves everything as it was', async () => {
  const { deps } = workshop
  const book = await newBook(workshop, admin)
  const request = { object: 'lib_book', id: book.id }
  await expect(updateRecord(deps, reader, { ...request, body: { title: 'x' }, expected: '*' })).rejects.toMatchObject({
    code: 'ACTION_FORBIDDEN',
  })
  await expect(deleteRecord(deps, reader, { ...request, expected: '*' })).rejects.toMatchObject({
    code: 'ACTION_FORBIDDEN',
  })
  await expect(newBook(workshop, reader)).rejects.toMatchObject({ code: 'ACTION_FORBIDDEN' })
  expect(await getRecord(deps, admin, request)).toEqual(book)
})

test('behind a reference the reader may not follow there is neither label nor value', async () => {
  const { deps } = workshop
  const secret = await createRecord(deps, librarian, { object: 'lib_member', body: { name: '周密' } })
  const book = await newBook(workshop, admin)
  const loan = await createRecord(deps, admin, { object: 'lib_loan', body: { member: secret.id, book: book.id } })
  const seen = await getRecord(deps, clerk, { object: 'lib_loan', id: loan.id, select: 'member,member.name' })
  expect(seen.member).toEqual({ id: secret.id, label: null, name: null })
  const found = await listRecords(deps, clerk, {
    object: 'lib_loan',
    where: "member.name = '周密'",
    limit: 10,
    count: 'none',
  })
  expect(found.records).toEqual([])
  const invisible = createRecord(deps, clerk, { object: 'lib_loan', body: { member: secret.id, book: book.id } })
  await expect(invisible).rejects.toMatchObject({ issues: [{ code: 'FIELD_REFERENCE', pointer: '/member' }] })
})
