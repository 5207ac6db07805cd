import type { JsonObject } from '@huozi/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  checkChangeSet,
  createChangeSet,
  createRecord,
  deleteRecord,
  describeObject,
  getRecord,
  listMetadata,
  listVersions,
  planChangeSet,
  publishChangeSet,
  putDocument,
  type RequestContext,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, HEAD, newBook, openLibrary } from './support/library.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext

beforeAll(async () => {
  workshop = await openLibrary()
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

/** A patch of the library's book by the tenant. */
function bookWith(...fields: readonly JsonObject[]): JsonObject {
  return { kind: 'object', name: 'lib_book', extends: 'library', fields }
}

const shelf: JsonObject = { name: 'x_shelf', type: 'text', label: { 'zh-CN': '书架', en: 'Shelf' }, maxLength: 40 }

function draft(documents: readonly JsonObject[], ctx = admin, { deps } = workshop) {
  return createChangeSet(deps, ctx, { package: null, documents, message: 'test' })
}

async function publishNow(documents: readonly JsonObject[], bench = workshop, ctx = admin) {
  const { id } = await draft(documents, ctx, bench)
  const { checksum } = await planChangeSet(bench.deps, ctx, id)
  return publishChangeSet(bench.deps, ctx, { id, checksum })
}

describe('a change set', () => {
  test('goes from draft over check and plan to a version', async () => {
    const { id, base } = await draft([bookWith(shelf)])
    expect(await checkChangeSet(workshop.deps, admin, id)).toEqual({ issues: [] })
    const plan = await planChangeSet(workshop.deps, admin, id)
    expect(plan).toMatchObject({ base, checksum: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(plan.changes).toEqual([
      {
        action: 'add',
        kind: 'object',
        name: 'lib_book',
        path: 'object/lib_book/fields/x_shelf',
        summary: 'object Book (lib_book): add field Shelf (x_shelf)',
      },
    ])
    expect(plan.steps).toContainEqual({
      summary: 'Add a column for Shelf (x_shelf) to Book (lib_book)',
      lock: 'brief',
      destructive: false,
      affectedRows: null,
    })
    const published = await publishChangeSet(workshop.deps, admin, { id, checksum: plan.checksum })
    expect(published).toEqual({
      version: base + 1,
      publishedAt: new Date(workshop.clock.now()).toISOString(),
      author: 'Ada',
      message: 'test',
    })
    const { fields } = await describeObject(workshop.newNode(), admin, 'lib_book')
    expect(fields.find(({ name }) => name === 'x_shelf')).toMatchObject({ label: 'Shelf' })
    await expect(planChangeSet(workshop.deps, admin, id)).rejects.toMatchObject({ code: 'CHANGE_SET_NOT_FOUND' })
  })

  test('counts the values it would put out of sight, in the reader’s language', async () => {
    await publishNow([bookWith(shelf)])
    await newBook(workshop, admin, { x_shelf: 'A-1' })
    await newBook(workshop, admin, { x_shelf: 'A-2' })
    await newBook(workshop, admin)
    const { id } = await draft([])
    const { steps } = await planChangeSet(workshop.deps, { ...admin, locale: 'zh-CN' }, id)
    expect(steps.filter(({ destructive }) => destructive)).toEqual([
      {
        summary: '收起 图书 (lib_book) 的 书架 (x_shelf) 及其数据,保留期内可恢复',
        lock: 'brief',
        destructive: true,
        affectedRows: 2,
      },
    ])
  })

  test('counts the records that stand against a new key', async () => {
    for (const [index, isbn] of ['Same', 'same', 'other'].entries()) {
      await newBook(workshop, admin, { website: `https://example.org/${isbn.toLowerCase()}`, weight: String(index) })
    }
    const key = { name: 'x_website', fields: ['website'] }
    const { id } = await draft([{ ...bookWith(shelf), unique: [key] }])
    const { steps } = await planChangeSet(workshop.deps, admin, id)
    expect(steps).toContainEqual({
      summary: 'Build the unique key of Book (lib_book) on Web page (website) in the background',
      lock: 'brief',
      destructive: false,
      affectedRows: 2,
    })
  })

  test('counts the living records that leave a field blank that becomes required, and changes none', async () => {
    const own = await openLibrary()
    const { deps } = own
    const ctx = await own.signIn(ADMIN)
    await publishNow([bookWith(shelf)], own, ctx)
    const books = [await newBook(own, ctx, { x_shelf: 'A-1' }), await newBook(own, ctx), await newBook(own, ctx)]
    const gone = await newBook(own, ctx)
    await deleteRecord(deps, ctx, { object: 'lib_book', id: gone.id, expected: '*' })
    const room: JsonObject = { ...shelf, name: 'x_room', label: { en: 'Room' } }
    const required = [
      bookWith(
        { ...shelf, required: true },
        { ...room, required: true },
        { ...room, name: 'x_hall', required: 'damaged' },
      ),
      {
        kind: 'object',
        name: 'x_new',
        label: 'New',
        title: 'x_name',
        fields: [{ ...shelf, name: 'x_name', required: true }],
      },
    ]
    const planned = async (documents: readonly JsonObject[], locale: RequestContext['locale'] = 'en') => {
      const { id } = await draft(documents, ctx, own)
      return planChangeSet(deps, { ...ctx, locale }, id)
    }
    expect((await planned(required)).warnings).toEqual([
      {
        summary:
          'Shelf (x_shelf) of Book (lib_book) becomes required: where it is blank it has to be filled in with the next change of the record',
        affectedRows: 2,
      },
      { summary: expect.stringMatching(/^Room \(x_room\) of Book \(lib_book\) becomes required/), affectedRows: 3 },
    ])
    const [first] = (await planned(required, 'zh-CN')).warnings
    expect(first?.summary).toBe('图书 (lib_book) 的 书架 (x_shelf) 改为必填:该字段为空的记录在下次修改时必须补填')
    for (const { id } of books)
      expect(await getRecord(deps, ctx, { object: 'lib_book', id })).toMatchObject({ version: 1 })

    for (const { id } of books)
      await updateRecord(deps, ctx, { object: 'lib_book', id, body: { x_shelf: 'B' }, expected: '*' })
    expect((await planned([bookWith({ ...shelf, required: true })])).warnings).toEqual([])
    await publishNow([bookWith({ ...shelf, required: true })], own, ctx)
    await own.database.run({
      name: null,
      text: `update "${own.tenant.schema}".o_lib_book set f_x_shelf = null`,
      parameters: [],
    })
    expect((await planned([bookWith({ ...shelf, required: true, maxLength: 50 })])).warnings).toEqual([])
    await own.close()
  })

  test('takes documents one by one', async () => {
    const { id } = await draft([bookWith(shelf)])
    const label: JsonObject & { kind: string; name: string } = {
      kind: 'object',
      name: 'lib_member',
      extends: 'library',
      label: { en: 'Patron' },
    }
    await putDocument(workshop.deps, admin, { id, document: { ...label, label: 'Nobody' } })
    await putDocument(workshop.deps, admin, { id, document: label })
    const { checksum } = await planChangeSet(workshop.deps, admin, id)
    await publishChangeSet(workshop.deps, admin, { id, checksum })
    expect((await describeObject(workshop.deps, admin, 'lib_member')).label).toBe('Patron')
    const { documents } = await listMetadata(workshop.deps, admin, { layer: 'tenant' })
    expect(documents).toEqual([bookWith(shelf), label])
  })
})

describe('what is wrong', () => {
  const wrong: readonly [what: string, documents: readonly JsonObject[], code: string, pointer: string][] = [
    ['an unknown kind', [{ kind: 'objekt', name: 'x_a' }], 'DOCUMENT_KIND_UNKNOWN', '/kind'],
    ['no prefix', [{ kind: 'optionSet', name: 'a', values: [] }], 'NAME_PREFIX', '/name'],
    ['a field without prefix', [bookWith({ ...shelf, name: 'shelf' })], 'NAME_PREFIX', '/fields/0'],
    ['an unknown type', [bookWith({ ...shelf, type: 'texxt' })], 'PROPERTY_SHAPE', '/fields/0/type'],
    [
      'an unknown field in a formula',
      [bookWith({ ...shelf, formula: 'titel' })],
      'EXPRESSION_NAME_UNKNOWN',
      '/fields/0/formula',
    ],
    [
      'a circle',
      [bookWith({ name: 'x_a', type: 'number', label: 'A', formula: 'x_a + 1' })],
      'FORMULA_CIRCULAR',
      '/fields/0/formula',
    ],
  ]

  test.each(wrong)('%s is an issue with its place', async (_what, documents, code, pointer) => {
    const { id } = await draft(documents)
    const { issues } = await checkChangeSet(workshop.deps, admin, id)
    expect(issues).toContainEqual(expect.objectContaining({ code, pointer, detail: expect.any(String) }))
    const refused = await planChangeSet(workshop.deps, admin, id).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'METADATA_INVALID' })
    const pointers = (refused as { issues: { pointer: string }[] }).issues.map((found) => found.pointer)
    expect(pointers).toContain(`/${documents[0]?.kind}/${documents[0]?.name}${pointer}`)
    await expect(publishChangeSet(workshop.deps, admin, { id, checksum: 'x' })).rejects.toMatchObject({
      code: 'METADATA_INVALID',
    })
  })

  test('a field that would be stored in another way is refused', async () => {
    const bench = await openLibrary()
    const ctx = await bench.signIn(ADMIN)
    const size: JsonObject = { name: 'x_size', type: 'number', label: 'Size', precision: 10, scale: 2 }
    await publishNow([bookWith(size)], bench, ctx)
    const codeOf = async (field: JsonObject) => {
      const { id } = await draft([bookWith(field)], ctx, bench)
      const { issues } = await checkChangeSet(bench.deps, ctx, id)
      return issues.map(({ code, pointer }) => [code, pointer])
    }
    expect(await codeOf({ ...size, min: 1, max: 100 })).toEqual([])
    for (const changed of [
      { ...size, scale: 3 },
      { ...size, type: 'text', precision: undefined, scale: undefined },
    ]) {
      expect(await codeOf(JSON.parse(JSON.stringify(changed)) as JsonObject)).toEqual([
        ['METADATA_TYPE_CHANGE', '/fields/0/type'],
      ])
    }
    await bench.close()
  })

  test('an object others point to may be renamed', async () => {
    const bench = await openLibrary()
    const ctx = await bench.signIn(ADMIN)
    const room = (name: string, more = {}): JsonObject => ({
      kind: 'object',
      name,
      label: 'Room',
      title: 'name',
      fields: [{ name: 'name', type: 'text', label: 'Name' }],
      ...more,
    })
    const pointing = (object: string) => bookWith({ name: 'x_room', type: 'lookup', label: 'Room', object })
    await publishNow([room('x_room'), pointing('x_room')], bench, ctx)
    await publishNow([room('x_hall', { formerly: 'x_room' }), pointing('x_hall')], bench, ctx)
    const { id } = await draft([room('x_hall'), room('x_other'), pointing('x_other')], ctx, bench)
    expect((await checkChangeSet(bench.deps, ctx, id)).issues).toMatchObject([{ code: 'METADATA_TYPE_CHANGE' }])
    await bench.close()
  })

  test('text that cannot be stored is refused at once', async () => {
    for (const text of ['\u0000', '\ud800']) {
      await expect(draft([bookWith(), { ...bookWith(), label: text }])).rejects.toMatchObject({
        code: 'FIELD_TEXT',
        pointer: '/documents/1',
      })
    }
    const request = { package: null, documents: [], message: 'a\u0000' }
    await expect(createChangeSet(workshop.deps, admin, request)).rejects.toMatchObject({ pointer: '/message' })
    expect(await draft([{ ...bookWith(), label: '\\u0000' }])).toMatchObject({ message: 'test' })
  })
})

describe('publishing', () => {
  test('two at once has one winner', async () => {
    const bench = await openLibrary()
    const ctx = await bench.signIn(ADMIN)
    const drafts = await Promise.all([
      draft([bookWith(shelf)], ctx, bench),
      draft([bookWith({ ...shelf, name: 'x_other' })], ctx, bench),
    ])
    const plans = await Promise.all(drafts.map(({ id }) => planChangeSet(bench.deps, ctx, id)))
    const outcomes = await Promise.allSettled(
      drafts.map(({ id }, index) =>
        publishChangeSet(index === 0 ? bench.deps : bench.newNode(), ctx, {
          id,
          checksum: plans[index]?.checksum ?? '',
        }),
      ),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'PLAN_STALE' })
    expect(await listVersions(bench.deps, ctx)).toHaveLength(2)
    await bench.close()
  })

  test('an old draft does not undo what was published since', async () => {
    const bench = await openLibrary()
    const ctx = await bench.signIn(ADMIN)
    const { id } = await draft([], ctx, bench)
    const { checksum } = await planChangeSet(bench.deps, ctx, id)
    await publishNow([bookWith(shelf)], bench, ctx)
    const stale = { code: 'PLAN_STALE', params: { base: 1, current: 2 } }
    await expect(planChangeSet(bench.deps, ctx, id)).rejects.toMatchObject(stale)
    await expect(publishChangeSet(bench.deps, ctx, { id, checksum })).rejects.toMatchObject(stale)
    await bench.close()
  })

  test('takes a package as well, and keeps what the tenant changed in it', async () => {
    const bench = await openLibrary()
    const ctx = await bench.signIn(ADMIN)
    await publishNow([bookWith({ name: 'title', label: { en: 'Name of the book' } })], bench, ctx)
    const { manifest, documents } = readPackage('packages/metadata/test/fixtures/library')
    const relabelled = documents.map((document) =>
      document.name === 'lib_book' ? { ...document, label: { en: 'Volume', 'zh-CN': '册' } } : document,
    )
    const { id } = await createChangeSet(bench.deps, ctx, {
      package: { ...manifest, version: '1.1.0' } as unknown as JsonObject,
      documents: relabelled as unknown as readonly JsonObject[],
      message: null,
    })
    const { checksum } = await planChangeSet(bench.deps, ctx, id)
    expect(await publishChangeSet(bench.deps, ctx, { id, checksum })).toMatchObject({ version: 3, message: null })
    const book = await describeObject(bench.deps, ctx, 'lib_book')
    expect(book.label).toBe('Volume')
    expect(book.fields.find(({ name }) => name === 'title')?.label).toBe('Name of the book')
    await bench.close()
  })
})

describe('rights', () => {
  test('are asked for each step', async () => {
    const head = await workshop.signIn(HEAD)
    const { id } = await draft([])
    const { deps } = workshop
    const attempts = {
      'metadata.edit': [
        () => draft([], head),
        () => putDocument(deps, head, { id, document: { kind: 'role', name: 'x' } }),
        () => checkChangeSet(deps, head, id),
        () => planChangeSet(deps, head, id),
      ],
      'metadata.publish': [() => publishChangeSet(deps, head, { id, checksum: 'x' })],
      'metadata.read': [() => listMetadata(deps, head, { layer: 'tenant' }), () => listVersions(deps, head)],
    }
    for (const [right, calls] of Object.entries(attempts)) {
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'RIGHT_MISSING', params: { right } })
    }
  })

  test('do not tell whose change sets there are', async () => {
    for (const id of ['01920000-0000-7000-8000-000000000000', 'x']) {
      for (const call of [checkChangeSet, planChangeSet]) {
        await expect(call(workshop.deps, admin, id)).rejects.toMatchObject({ code: 'CHANGE_SET_NOT_FOUND' })
      }
      const document = { kind: 'role', name: 'x' }
      await expect(putDocument(workshop.deps, admin, { id, document })).rejects.toMatchObject({
        code: 'CHANGE_SET_NOT_FOUND',
      })
    }
  })
})

test('versions are listed newest first, with who published them', async () => {
  const bench = await openLibrary()
  const ctx = await bench.signIn(ADMIN)
  await publishNow([bookWith(shelf)], bench, ctx)
  expect(await listVersions(bench.deps, ctx)).toMatchObject([
    { version: 2, author: 'Ada', message: 'test' },
    { version: 1, author: null, message: 'Install packages' },
  ])
  await createRecord(bench.deps, ctx, { object: 'lib_book', body: { title: 'A', x_shelf: 'B' } })
  await bench.close()
})
