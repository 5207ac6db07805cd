import type { Json } from '@huozi/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bulkRecords,
  createRecord,
  getRecord,
  listRecords,
  type RequestContext,
  type RuntimeDeps,
  recordHistory,
} from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary, READER } from './support/library.ts'
import { caught, outcome } from './support/outcome.ts'
import { build, expectTrueFigures, warehouse } from './support/warehouse.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let own: Workshop
let admin: RequestContext

beforeAll(async () => {
  own = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), warehouse()],
    users: LIBRARY_USERS,
  })
  admin = await own.signIn(ADMIN)
  await build(own)
})

afterAll(() => own.close())

let counter = 0
const make = async (object: string, body: object = {}) =>
  (await createRecord(own.deps, admin, { object, body: { name: `n${++counter}`, ...body } as Json })).id
const bulk = (
  object: string,
  mode: 'atomic' | 'each',
  operations: readonly Json[],
  ctx = admin,
  deps: RuntimeDeps = own.deps,
) => bulkRecords(deps, ctx, { object, mode, operations })
const items = (box: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    op: 'create',
    values: { name: `i${at}`, box, qty: '1', price: '2.5', note: `note ${at}` },
  }))

test('many records are created in order and the roll-ups over them are right, up the chain', async () => {
  const shelf = await make('wh_shelf')
  const box = await make('wh_box', { shelf })
  const { results } = await bulk('wh_item', 'atomic', items(box, 300))
  const ids = results.map(({ id }) => String(id))
  expect(results.every(({ status, version }) => status === 201 && version === 1)).toBe(true)
  expect(ids).toEqual(ids.toSorted())
  expect(await getRecord(own.deps, admin, { object: 'wh_box', id: box })).toMatchObject({
    worth: '750',
    good: 300,
    last_note: 'note 299',
  })
  expect(await getRecord(own.deps, admin, { object: 'wh_shelf', id: shelf })).toMatchObject({ worth: '750' })
  await expectTrueFigures(own, admin)
})

test('every kind of operation in one request leaves true figures and the history of single writes', async () => {
  const box = await make('wh_box')
  const made = (await bulk('wh_item', 'atomic', items(box, 4))).results.map(({ id }) => String(id))
  const [a = '', b = '', c = '', d = ''] = made
  const { results } = await bulk('wh_item', 'atomic', [
    { op: 'update', id: a, version: 1, values: { price: '99' } },
    { op: 'update', id: a, version: 2, values: { price: '100' } },
    { op: 'delete', id: b, version: 1 },
    { op: 'create', values: { name: 'new', box, qty: '2', price: '1' } },
    { op: 'restore', id: b },
    { op: 'update', id: b, version: '*', values: { qty: '7' } },
    { op: 'delete', id: c, version: '*' },
    { op: 'update', id: d, version: 1, values: { note: 'note 3' } },
  ])
  expect(results.map(({ status }) => status)).toEqual([200, 200, 204, 201, 200, 200, 204, 200])
  expect(await getRecord(own.deps, admin, { object: 'wh_box', id: box })).toMatchObject({
    worth: '122',
    dearest: '100',
  })
  await expectTrueFigures(own, admin)
  const { entries } = await recordHistory(own.deps, admin, { object: 'wh_item', id: a, limit: 10 })
  expect(entries.map(({ version }) => version)).toEqual([3, 2, 1])
})

test('all or nothing: every problem is told where it stands, and nothing is done', async () => {
  const box = await make('wh_box')
  const [{ id } = { id: '' }] = (await bulk('wh_item', 'atomic', items(box, 1))).results
  const refusal = await caught(
    bulk('wh_item', 'atomic', [
      { op: 'update', id: String(id), version: 1, values: { price: '9' } },
      { op: 'create', values: { name: 'x', box, qty: 'many', unheard: 1 } },
      { op: 'update', id: String(id), version: 77, values: { price: '9' } },
      { op: 'burn' },
      { op: 'update', id: String(id), values: {} },
    ]),
  )
  expect(refusal).toMatchObject({ code: 'BULK_REFUSED' })
  expect(refusal.issues?.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['FIELD_TYPE', '/operations/1/values/qty'],
    ['FIELD_UNKNOWN', '/operations/1/values/unheard'],
    ['VERSION_CONFLICT', '/operations/2'],
    ['REQUEST_SHAPE', '/operations/3/op'],
    ['REQUEST_SHAPE', '/operations/4/version'],
  ])
  expect(await getRecord(own.deps, admin, { object: 'wh_item', id: String(id) })).toMatchObject({
    price: '2.5',
    version: 1,
  })
})

test('each for itself: what is refused leaves nothing behind, also in the roll-ups', async () => {
  const box = await make('wh_box')
  const { results } = await bulk('wh_item', 'each', [
    ...items(box, 2),
    { op: 'create', values: { name: 'x', box: '01920000-0000-7000-8000-000000000000', qty: '1', price: '1' } },
    { op: 'create', values: { name: 'x', box, qty: 'many' } },
    ...items(box, 1),
    { op: 'delete', id: '01920000-0000-7000-8000-000000000000', version: '*' },
  ])
  expect(results.map(({ status }) => status)).toEqual([201, 201, 422, 422, 201, 404])
  expect(results[3]).toMatchObject({
    id: null,
    code: 'RECORD_INVALID',
    errors: [{ pointer: '/operations/3/values/qty' }],
  })
  expect(await getRecord(own.deps, admin, { object: 'wh_box', id: box })).toMatchObject({ worth: '7.5', good: 3 })
  await expectTrueFigures(own, admin)
})

test('a value that must be unique is refused by itself where each stands for itself', async () => {
  const book = (title: string, isbn: string) => ({ op: 'create', values: { title, isbn } })
  const { results } = await bulk('lib_book', 'each', [book('B1', 'B-1'), book('B2', 'B-1'), book('B3', 'B-3')])
  expect(results.map(({ status, code }) => [status, code])).toEqual([
    [201, undefined],
    [409, 'RECORD_NOT_UNIQUE'],
    [201, undefined],
  ])
  expect(results[1]?.errors).toMatchObject([{ pointer: '/operations/1/values/isbn' }])
  expect(await outcome(bulk('lib_book', 'atomic', [book('B4', 'B-4'), book('B5', 'B-4')]))).toBe('BULK_REFUSED')
  const { records } = await listRecords(own.deps, admin, {
    object: 'lib_book',
    where: "isbn = 'B-4'",
    limit: 5,
    count: 'none',
  })
  expect(records).toEqual([])
})

test('requests over the same records in opposite order all come through', async () => {
  const box = await make('wh_box')
  const ids = (await bulk('wh_item', 'atomic', items(box, 40))).results.map(({ id }) => String(id))
  const nodes = [own.deps, own.newNode(), own.newNode()]
  const all = await Promise.all(
    Array.from({ length: 9 }, (_, at) => {
      const order = at % 2 === 0 ? ids : ids.toReversed()
      const change = order.map((id) => ({ op: 'update', id, version: '*', values: { qty: String(at + 1) } }))
      return outcome(bulk('wh_item', 'atomic', change, admin, nodes[at % 3]))
    }),
  )
  expect(all).toEqual(all.map(() => 'ok'))
  await expectTrueFigures(own, admin)
}, 30_000)

test('upserts of the same ids in opposite order at the same time make each record once', async () => {
  const ids = Array.from({ length: 30 }, (_, at) => `UP-${at}`)
  const all = await Promise.all(
    Array.from({ length: 6 }, (_, at) => {
      const order = at % 2 === 0 ? ids : ids.toReversed()
      return bulk(
        'lib_book',
        'atomic',
        order.map((isbn) => ({ op: 'upsert', match: { isbn }, values: { title: isbn, pages: at + 1 } })),
      )
    }),
  )
  expect(all.flatMap(({ results }) => results).filter(({ status }) => status === 201)).toHaveLength(30)
}, 30_000)

test('who may not write gains nothing by writing much, and a request has its limits', async () => {
  const reader = await own.signIn(READER)
  const { results } = await bulk('lib_book', 'each', [{ op: 'create', values: { title: 'R' } }], reader)
  expect(results).toMatchObject([{ status: 403, code: 'ACTION_FORBIDDEN' }])
  expect(await outcome(bulk('wh_item', 'each', []))).toBe('REQUEST_SHAPE')
  expect(
    await outcome(
      bulk(
        'wh_item',
        'each',
        Array.from({ length: 2001 }, () => null),
      ),
    ),
  ).toBe('REQUEST_TOO_BROAD')
  const hostile = await bulk('wh_item', 'each', [null, [], 'x', { op: '__proto__' }, { op: 'delete', id: "' or 1=1" }])
  expect(hostile.results.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
})
