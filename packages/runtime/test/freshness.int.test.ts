import { deleteSession, replaceMemberships } from '@huozi/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, getRecord, listRecords, publish, type RuntimeDeps, updateRecord } from '../src/index.ts'
import { ADMIN, LIBRARIAN, newBook, openLibrary } from './support/library.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let other: RuntimeDeps

beforeAll(async () => {
  workshop = await openLibrary()
  other = workshop.newNode()
})

afterAll(() => workshop.close())

/** A tenant layer that adds one text field to books. */
const withField = (name: string) => ({
  message: `add ${name}`,
  changes: [
    {
      name: 'tenant',
      layer: {
        manifest: null,
        documents: [
          { kind: 'object', name: 'lib_book', extends: 'library', fields: [{ name, type: 'text', label: name }] },
        ],
      },
    },
  ],
})

test('after a publish returns, another node with warm caches works by the new version at once', async () => {
  const ctx = await workshop.signIn(ADMIN)
  const book = await newBook(workshop, ctx)
  const request = { object: 'lib_book', id: book.id }
  for (let round = 1; round <= 10; round++) {
    const field = `x_round_${round}`
    await getRecord(other, ctx, request)
    await listRecords(other, ctx, { object: 'lib_book', limit: 5, count: 'exact' })
    await publish(workshop.deps, ctx, withField(field))
    const reads = await Promise.all(Array.from({ length: 8 }, () => getRecord(other, ctx, request)))
    expect(reads.every((read) => field in read)).toBe(true)
    const [listed] = (await listRecords(other, ctx, { object: 'lib_book', limit: 1, count: 'none' })).records
    expect(listed).toHaveProperty(field)
    const changed = await updateRecord(other, ctx, { ...request, body: { [field]: 'neu' }, expected: '*' })
    expect(changed[field]).toBe('neu')
  }
})

test('a node that still has the old version refuses nothing by it', async () => {
  const ctx = await workshop.signIn(ADMIN)
  await listRecords(other, ctx, { object: 'lib_book', limit: 1, count: 'none' })
  await publish(workshop.deps, ctx, withField('x_late'))
  const created = await createRecord(other, ctx, { object: 'lib_book', body: { title: '新字段', x_late: 'da' } })
  expect(created.x_late).toBe('da')
  const page = await listRecords(workshop.newNode(), ctx, {
    object: 'lib_book',
    where: "x_late = 'da'",
    limit: 1,
    count: 'none',
  })
  expect(page.records).toHaveLength(1)
})

test('a right that was taken away is gone with the next request on every node', async () => {
  const ctx = await workshop.signIn(LIBRARIAN)
  const book = await createRecord(other, ctx, { object: 'lib_book', body: { title: '权限' } })
  const userId = (book.created_by as { id: string }).id
  await replaceMemberships(workshop.database, workshop.tenant.schema, { userId, roleIds: [] })
  await expect(getRecord(other, ctx, { object: 'lib_book', id: book.id })).rejects.toMatchObject({
    code: 'OBJECT_NOT_FOUND',
  })
})

test('a session that was ended is ended on every node, and an expired one by the clock', async () => {
  const ctx = await workshop.signIn(ADMIN)
  const list = (deps: RuntimeDeps) => listRecords(deps, ctx, { object: 'lib_book', limit: 1, count: 'none' })
  await list(other)
  if (ctx.actor.kind === 'user') await deleteSession(workshop.database, workshop.tenant.schema, ctx.actor.session)
  await expect(list(other)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
  const later = await workshop.signIn(ADMIN)
  await listRecords(other, later, { object: 'lib_book', limit: 1, count: 'none' })
  workshop.clock.set(workshop.clock.now() + 15 * 24 * 60 * 60 * 1000)
  await expect(listRecords(other, later, { object: 'lib_book', limit: 1, count: 'none' })).rejects.toMatchObject({
    code: 'SIGN_IN_REQUIRED',
  })
})

test('an upgrade of the package leaves what the tenant added', async () => {
  const ctx = { ...workshop.system }
  const library = readPackage('packages/metadata/test/fixtures/library')
  const relabelled = library.documents.map((document) =>
    document.name === 'lib_book' ? { ...document, label: 'Volume' } : document,
  )
  await publish(workshop.deps, ctx, {
    message: 'upgrade',
    changes: [{ name: 'library', layer: { ...library, documents: relabelled } }],
  })
  const { model } = await workshop.deps.views.current(ctx)
  expect(model.objects.get('lib_book')?.document.label).toBe('Volume')
  expect(model.objects.get('lib_book')?.field('x_late')).toBeDefined()
})
