import type { Document, Package } from '@huozi/metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  describeForm,
  describeMe,
  describeObject,
  formTag,
  listObjects,
  publish,
  type RequestContext,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, HEAD, LIBRARIAN, newBook, openLibrary, READER } from './support/library.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
let head: RequestContext
let librarian: RequestContext
let reader: RequestContext

/** Layouts and views that depend on the record, on roles, and on a field that readers may not see. */
const shop: Package = {
  manifest: {
    kind: 'package',
    name: 'shop',
    version: '1.0.0',
    prefix: 'shop',
    label: 'Shop',
    requires: { library: '^1.0.0' },
  },
  documents: [
    bookLayout('shop_novels', { priority: 5, when: "genre = 'novel' and is_new()" }),
    bookLayout('shop_damaged', { priority: 6, when: 'damaged' }),
    bookLayout('shop_heads', { priority: 7, roles: ['lib_head'] }),
    bookView('shop_cheap', { where: 'price < 10', sort: ['-price', 'title'] }),
    bookView('shop_mine', { roles: ['lib_reader'], sort: ['-price', 'title'] }),
    bookView('shop_prices', { columns: ['price', 'price_with_tax'] }),
    {
      kind: 'app',
      name: 'shop_app',
      label: { 'zh-CN': '书店', en: 'Shop' },
      navigation: [
        { name: 'all', items: [{ object: 'lib_book' }, { object: 'lib_loan', label: 'Lent' }] },
        { name: 'views', items: [{ listView: 'shop_cheap' }, { listView: 'shop_mine' }] },
      ],
    },
  ],
}

function bookLayout(name: string, more: object): Document {
  const tabs = [{ name, sections: [{ name: 's', items: ['title', 'price'] }] }]
  return { kind: 'layout', name, object: 'lib_book', tabs, ...more }
}

function bookView(name: string, more: object): Document {
  const columns = [{ field: 'title', width: 300 }, 'price']
  return { kind: 'listView', name, label: { en: name }, object: 'lib_book', columns, ...more }
}

beforeAll(async () => {
  workshop = await openLibrary({ packages: [readPackage('packages/metadata/test/fixtures/library'), shop] })
  admin = await workshop.signIn(ADMIN)
  head = await workshop.signIn(HEAD)
  librarian = await workshop.signIn(LIBRARIAN)
  reader = await workshop.signIn(READER)
})

afterAll(() => workshop.close())

describe('the caller', () => {
  test('is told who he is and what he may do', async () => {
    expect(await describeMe(workshop.deps, admin)).toMatchObject({
      user: { label: 'Ada', email: ADMIN, locale: null, zone: 'Asia/Shanghai' },
      tenant: { name: workshop.tenant.name, label: 'Test' },
      roles: ['admin', 'member'],
      rights: ['metadata.edit', 'metadata.publish', 'metadata.read'],
      modelVersion: 1,
    })
  })

  test('finds the apps made for his roles, and in them what he may see', async () => {
    const navigationOf = async (ctx: RequestContext) => {
      const { apps } = await describeMe(workshop.deps, ctx)
      return apps.map(({ name, navigation }) => [
        name,
        navigation.flatMap(({ items }) => items.map((item) => item.name)),
      ])
    }
    expect(await navigationOf(head)).toEqual([
      ['lib_desk', ['lib_member', 'lib_open_loans', 'lib_all_books']],
      ['shop_app', ['lib_book', 'lib_loan', 'shop_cheap']],
    ])
    expect(await navigationOf(reader)).toEqual([['shop_app', ['lib_book', 'shop_mine']]])
  })

  test('reads in his language', async () => {
    const { apps } = await describeMe(workshop.deps, { ...head, locale: 'zh-CN' })
    expect(apps.map(({ label }) => label)).toEqual(['借阅台', '书店'])
    expect(apps[1]?.navigation[0]?.items.map(({ label, icon }) => [label, icon])).toEqual([
      ['图书', 'book'],
      ['Lent', 'swap'],
    ])
  })

  test('is nobody without a user', async () => {
    await expect(describeMe(workshop.deps, workshop.system)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
  })
})

describe('objects', () => {
  test('are those the caller may see, with what he may do', async () => {
    expect(await listObjects(workshop.deps, reader)).toEqual([
      { name: 'lib_book', label: 'Book', plural: 'Books', icon: 'book', allow: ['read'] },
      { name: 'lib_member', label: 'Member', plural: 'Members', icon: 'idcard', allow: ['read', 'update'] },
      { name: 'user', label: 'User', plural: 'Users', icon: 'user', allow: ['read'] },
    ])
  })

  test('the caller may not see are not there', async () => {
    for (const name of ['lib_loan', 'nothing', '__proto__']) {
      await expect(describeObject(workshop.deps, reader, name)).rejects.toMatchObject({
        code: 'OBJECT_NOT_FOUND',
        params: { object: name },
      })
    }
  })

  test('show the fields the caller may see', async () => {
    const book = await describeObject(workshop.deps, reader, 'lib_book')
    expect(book).toMatchObject({ modelVersion: 1, title: 'title', label: 'Book' })
    expect(JSON.stringify(book)).not.toContain('price')
    expect(book.fields.map(({ name }) => name)).not.toContain('deleted_at')
    expect(book.fields.find(({ name }) => name === 'genre')).toMatchObject({
      label: 'Genre',
      widget: 'picklist',
      editable: false,
      filterable: true,
      operators: expect.arrayContaining(['=', 'in']),
      object: null,
      scale: null,
      currency: null,
      choices: [
        { code: 'novel', label: 'Novel', color: null, active: true },
        { code: 'science', active: true },
        { code: 'comic', active: true },
        { code: 'map', active: false },
      ],
    })
  })

  test('show what a form needs to know of amounts and references', async () => {
    const field = async (object: string, name: string) =>
      (await describeObject(workshop.deps, admin, object)).fields.find((entry) => entry.name === name)
    expect(await field('lib_book', 'price')).toMatchObject({
      scale: 2,
      currency: 'CNY',
      editable: true,
      required: false,
    })
    expect(await field('lib_book', 'title')).toMatchObject({ required: true })
    expect(await field('lib_loan', 'book')).toMatchObject({ object: 'lib_book', sortable: true })
    expect(await field('lib_book', 'price_with_tax')).toMatchObject({ editable: false })
  })

  test('show the list views that do not tell hidden values', async () => {
    const views = async (ctx: RequestContext, object = 'lib_book') =>
      (await describeObject(workshop.deps, ctx, object)).listViews
    expect((await views(admin)).map(({ name }) => name)).toEqual(['lib_all_books', 'shop_cheap', 'shop_prices'])
    expect(await views(reader)).toMatchObject([
      { name: 'lib_all_books', columns: [{ field: 'title' }, { field: 'genre' }, { field: 'damaged' }] },
      { name: 'shop_mine', type: 'table', where: null, sort: ['title'], columns: [{ field: 'title', width: 300 }] },
    ])
    expect((await views(admin))[1]).toMatchObject({ where: 'price < 10', sort: ['-price', 'title'] })
    expect((await views(admin, 'lib_loan'))[0]?.columns.map(({ label }) => label)).toEqual([
      'Loan number',
      'Member',
      'Book',
      'Due on',
    ])
  })
})

describe('a form', () => {
  const tabOf = async (ctx: RequestContext, id?: string) =>
    (await describeForm(workshop.deps, ctx, { object: 'lib_book', id })).definition.tabs[0]?.name

  test('has the layout whose condition holds for the record', async () => {
    const novel = await newBook(workshop, admin)
    expect(await tabOf(admin, novel.id)).toBe('main')
    const damaged = await updateRecord(workshop.deps, admin, {
      object: 'lib_book',
      id: novel.id,
      body: { damaged: true },
      expected: '*',
    })
    expect(await tabOf(admin, damaged.id)).toBe('shop_damaged')
    expect(await tabOf(head, damaged.id)).toBe('shop_heads')
    expect(await tabOf(librarian)).toBe('shop_novels')
  })

  test('for a record the caller may not see is not there', async () => {
    const hidden = await newBook(workshop, admin, { damaged: true })
    for (const id of [hidden.id, '01920000-0000-7000-8000-000000000000', "'"]) {
      await expect(describeForm(workshop.deps, reader, { object: 'lib_book', id })).rejects.toMatchObject({
        code: 'RECORD_NOT_FOUND',
      })
    }
    await expect(describeForm(workshop.deps, reader, { object: 'lib_loan' })).rejects.toMatchObject({
      code: 'OBJECT_NOT_FOUND',
    })
    await expect(describeForm(workshop.deps, reader, { object: 'lib_book' })).rejects.toMatchObject({
      code: 'ACTION_FORBIDDEN',
    })
  })

  test('has a tag that changes with what the reader gets', async () => {
    const { id } = await newBook(workshop, admin)
    const tag = async (ctx: RequestContext, node = workshop.deps) =>
      formTag(await describeForm(node, ctx, { object: 'lib_book', id }))
    const first = await tag(admin)
    expect(first).toMatch(/^"1-[\w-]{16}-en"$/)
    expect(await tag(admin, workshop.newNode())).toBe(first)
    expect(await tag({ ...admin, locale: 'zh-CN' })).not.toBe(first)
    expect(await tag(reader)).not.toBe(first)
  })
})

test('no description is stale after a publish on another node', async () => {
  const other = workshop.newNode()
  await describeObject(other, admin, 'lib_book')
  const note: Document = {
    kind: 'object',
    name: 'x_note',
    label: 'Note',
    title: 'text',
    fields: [{ name: 'text', type: 'text', label: 'Text' }],
  }
  await publish(workshop.deps, workshop.system, {
    message: 'add notes',
    changes: [{ name: 'tenant', layer: { manifest: null, documents: [note] } }],
  })
  expect((await listObjects(other, admin)).map(({ name }) => name)).toContain('x_note')
  expect((await describeMe(other, admin)).modelVersion).toBe(2)
  expect((await describeForm(other, admin, { object: 'x_note' })).definition).toMatchObject({
    version: 2,
    label: 'Note',
    fields: { text: { editable: true } },
  })
})
