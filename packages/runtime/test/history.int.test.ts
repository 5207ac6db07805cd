import type { ObjectDocument } from '@huozi/metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRecord,
  deleteRecord,
  type RequestContext,
  recordHistory,
  restoreRecord,
  updateRecord,
  updateWithin,
} from '../src/index.ts'
import { ADMIN, HEAD, LIBRARIAN, newBook, READER } from './support/library.ts'
import { fresh, inOwnTenant, nodeWords, openNodes, put, republish, WORKER, withField } from './support/nodes.ts'
import { outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
const { make, change, remove, userOf } = nodeWords(() => ({ workshop, admin }))

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

const tick = () => workshop.clock.set(workshop.clock.now() + 1000)
const history = (object: string, id: string, ctx = admin, page: object = {}) =>
  recordHistory(workshop.deps, ctx, { object, id, limit: 50, ...page })

test('tells every version, newest first: who, when, and what was before and after', async () => {
  const created = new Date(workshop.clock.now()).toISOString()
  const { id } = await make({ size: 1, remark: 'a' })
  tick()
  await change(id, { size: 2 })
  tick()
  await change(id, { size: 3, remark: null })
  const ada = { id: await userOf(ADMIN), label: 'Ada' }
  const { entries, next } = await history('rev_node', id)
  expect(next).toBeNull()
  expect(entries).toEqual([
    {
      version: 3,
      at: new Date(workshop.clock.now()).toISOString(),
      actor: ada,
      action: 'updated',
      rule: null,
      changes: [
        { field: 'remark', before: 'a', after: null },
        { field: 'size', before: 2, after: 3 },
      ],
    },
    {
      version: 2,
      at: new Date(workshop.clock.now() - 1000).toISOString(),
      actor: ada,
      action: 'updated',
      rule: null,
      changes: [{ field: 'size', before: 1, after: 2 }],
    },
    { version: 1, at: created, actor: ada, action: 'created', rule: null, changes: [] },
  ])
})

test('pages of any size give every version once, without an end', async () => {
  const { id } = await make({ size: 0 })
  for (let size = 1; size <= 24; size++) await change(id, { size })
  for (const limit of [1, 5, 24, 25, 26]) {
    const seen: number[] = []
    for (let after: number | undefined; ; ) {
      const page = await history('rev_node', id, admin, { limit, after })
      seen.push(...page.entries.map(({ version }) => version))
      if (page.next === null) break
      after = Number(page.next)
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index))
  }
})

test('a field its reader may not see is not told of, today’s rights decide', async () => {
  const { id } = await make({ secret: 'one', other: 'x' })
  await change(id, { secret: 'two', other: 'y' })
  const wu = await workshop.signIn(WORKER)
  const { entries } = await history('rev_node', id, wu)
  expect(entries[0]?.changes.map(({ field }) => field)).toEqual(['other'])
  expect(JSON.stringify(entries)).not.toContain('two')
  expect((await history('rev_node', id)).entries[0]?.changes.map(({ field }) => field)).toEqual(['secret', 'other'])
})

test('a record behind a reference is named only to who may see it', async () => {
  const head = await workshop.signIn(HEAD)
  const members = [fresh(), fresh()].map((name) =>
    createRecord(workshop.deps, head, { object: 'lib_member', body: { name } }),
  )
  const [first, second] = await Promise.all(members)
  const { id } = await make({ member: first?.id })
  await change(id, { member: second?.id })
  const [entry] = (await history('rev_node', id)).entries
  expect(entry?.changes).toEqual([
    { field: 'member', before: { id: first?.id, label: first?.name }, after: { id: second?.id, label: second?.name } },
  ])
  const wu = await workshop.signIn(WORKER)
  expect((await history('rev_node', id, wu)).entries[0]?.changes).toEqual([
    { field: 'member', before: { id: first?.id, label: null }, after: { id: second?.id, label: null } },
  ])
})

test('a renamed field keeps its history under its new name, one that is gone has none, and its name begins anew', () =>
  inOwnTenant(async (own, boss) => {
    const { id } = await createRecord(own.deps, boss, {
      object: 'rev_node',
      body: { name: 'x', other: 'a', remark: 'b' },
    })
    const body = { other: 'c', remark: 'd' }
    await updateRecord(own.deps, boss, { object: 'rev_node', id, body, expected: 1 })
    const without = (document: ObjectDocument) => withField(document, 'remark', () => null)
    await republish(own, (document) =>
      without(withField(document, 'other', (field) => ({ ...field, name: 'another', formerly: 'other' }))),
    )
    const of = () => recordHistory(own.deps, boss, { object: 'rev_node', id, limit: 10 })
    expect((await of()).entries[0]?.changes).toEqual([{ field: 'another', before: 'a', after: 'c' }])
    await republish(own, (document) =>
      withField(
        withField(document, 'other', (field) => ({ ...field, name: 'another' })),
        'remark',
        (field) => ({ ...field, type: 'text' }),
      ),
    )
    expect((await of()).entries[0]?.changes.map(({ field }) => field)).toEqual(['another'])
  }))

test('deletion and restore are told, to who finds the record in his bin also while it is there', async () => {
  const book = await newBook(workshop, admin)
  await deleteRecord(workshop.deps, admin, { object: 'lib_book', id: book.id, expected: '*' })
  const reader = await workshop.signIn(READER)
  expect(await outcome(history('lib_book', book.id, reader))).toBe('RECORD_NOT_FOUND')
  const actions = async () => (await history('lib_book', book.id)).entries.map(({ action }) => action)
  expect(await actions()).toEqual(['deleted', 'created'])
  await restoreRecord(workshop.deps, admin, { object: 'lib_book', id: book.id })
  expect(await actions()).toEqual(['restored', 'deleted', 'created'])
  expect((await history('lib_book', book.id, reader)).entries).toHaveLength(3)
})

test('an invisible record has no history, nor has one that is none', async () => {
  const head = await workshop.signIn(HEAD)
  const { id } = await createRecord(workshop.deps, head, { object: 'lib_member', body: { name: fresh() } })
  const li = await workshop.signIn(LIBRARIAN)
  expect(await outcome(history('lib_member', id, li))).toBe('RECORD_NOT_FOUND')
  expect(await outcome(history('lib_member', 'x', li))).toBe('RECORD_NOT_FOUND')
})

test('what a flow did names the flow', async () => {
  await put(workshop, 'hist', [
    {
      kind: 'flow',
      name: 'hist_mark',
      label: { en: 'Marks it', 'zh-CN': '做标记' },
      trigger: { type: 'restored', object: 'rev_node' },
      steps: [{ name: 'mark', type: 'set', values: { remark: "'marked'" } }],
    },
  ])
  const { id } = await make({})
  const { deps, system: ctx } = workshop
  await deps.views.run(ctx, (view) =>
    deps.database.transaction((runner) => {
      const rule = view.model.flows.get('hist_mark')?.id ?? 0
      const session = { deps, ctx, view, runner, cause: { rule, depth: 1 } }
      return updateWithin(session, { object: 'rev_node', id, body: { remark: 'marked' }, expected: '*' })
    }),
  )
  const [entry] = (await history('rev_node', id, { ...admin, locale: 'zh-CN' })).entries
  expect(entry).toMatchObject({ actor: null, rule: { label: '做标记' }, changes: [{ field: 'remark' }] })
})

test('a record of many kinds of values is told with values as a record carries them', async () => {
  const book = await newBook(workshop, admin, { price: '10.50', damaged: false, bought_at: '2026-01-02T03:04:05Z' })
  const body = { price: '12.00', damaged: true, bought_at: null, genre: 'comic' }
  await updateRecord(workshop.deps, admin, { object: 'lib_book', id: book.id, body, expected: 1 })
  expect((await history('lib_book', book.id)).entries[0]?.changes).toEqual([
    { field: 'genre', before: 'novel', after: 'comic' },
    { field: 'price', before: '10.5', after: '12' },
    { field: 'damaged', before: false, after: true },
    { field: 'bought_at', before: '2026-01-02T03:04:05.000Z', after: null },
  ])
  await remove((await make({})).id)
})
