import { fetchBuilds } from '@huozi/database'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createRecord,
  describeObject,
  getRecord,
  listRecords,
  type RequestContext,
  runBuild,
  updateRecord,
  verifyTenant,
} from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './support/library.ts'
import { ask } from './support/nodes.ts'
import { BOX_FIGURES, build, expectTrueFigures, figure, refigure, warehouse } from './support/warehouse.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let own: Workshop
let admin: RequestContext

beforeEach(async () => {
  own = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), warehouse()],
    users: LIBRARY_USERS,
  })
  admin = await own.signIn(ADMIN)
})

afterEach(() => own.close())

const make = async (object: string, body: object) =>
  (await createRecord(own.deps, admin, { object, body: { name: 'n', ...body } as never })).id
const read = (id: string) => getRecord(own.deps, admin, { object: 'wh_box', id })
const builds = () => fetchBuilds(own.database, own.tenant.schema)
const WEIGHT = figure('pieces', 'number', { relation: 'items', aggregate: 'sum', value: 'qty' })

const freshness = async () => {
  const { fields } = await describeObject(own.deps, admin, 'wh_box')
  const named = ['worth', 'worth_now', 'pieces', 'pieces_now']
  return named.map((name) => fields.find((field) => field.name === name)?.freshness)
}

/** Boxes with one item each, by the database itself: the publish that follows finds them. */
async function stock(count: number): Promise<void> {
  const s = own.tenant.schema
  await ask(
    own,
    `with b as (insert into ${s}.o_wh_box (id, version, f_name, created_at, updated_at) select gen_random_uuid(), 1, 'b', now(), now() from generate_series(1, ${count}) returning id)
     insert into ${s}.o_wh_item (id, version, f_name, f_box, f_qty, created_at, updated_at) select gen_random_uuid(), 1, 'i', id, 2, now(), now() from b`,
  )
}

test('a new roll-up is right from the publish on, and kept once it is filled', async () => {
  const box = await make('wh_box', {})
  await make('wh_item', { box, qty: '2' })
  await refigure(own, [...BOX_FIGURES, ...WEIGHT])
  expect(await builds()).toMatchObject([{ kind: 'fillRollup', state: 'building' }])
  expect((await read(box)).pieces).toBe('2')
  expect(await freshness()).toEqual(['kept', 'read', 'pending', 'read'])
  await make('wh_item', { box, qty: '5' })
  expect((await read(box)).pieces).toBe('7')
  await build(own)
  expect(await builds()).toEqual([])
  expect(await ask(own, `select f_pieces__sum::text as kept from ${own.tenant.schema}.o_wh_box`)).toEqual([
    { kept: '7.000' },
  ])
  await expectTrueFigures(own, admin)
  expect(await freshness()).toEqual(['kept', 'read', 'kept', 'read'])
  expect(await verifyTenant(own.deps, own.tenant)).toEqual([])
})

test('a roll-up that means something else is computed anew', async () => {
  const box = await make('wh_box', {})
  await make('wh_item', { box, qty: '2', spoilt: true })
  await refigure(own, [...BOX_FIGURES, ...WEIGHT])
  await build(own)
  const better = figure('pieces', 'number', { relation: 'items', aggregate: 'sum', value: 'qty', where: 'not spoilt' })
  await refigure(own, [...BOX_FIGURES, ...better])
  expect((await read(box)).pieces).toBe('0')
  await make('wh_item', { box, qty: '4' })
  await build(own)
  expect((await read(box)).pieces).toBe('4')
  const average = figure('pieces', 'number', { relation: 'items', aggregate: 'avg', value: 'qty' })
  await refigure(own, [...BOX_FIGURES, ...average])
  await build(own)
  expect((await read(box)).pieces).toBe('3')
  await expectTrueFigures(own, admin)
  expect(await verifyTenant(own.deps, own.tenant)).toEqual([])
})

test('filling goes on where it was stopped, shows how far it is, and writers come in between', async () => {
  await stock(5000)
  await refigure(own, [...BOX_FIGURES, ...WEIGHT])
  const { schema } = own.tenant
  // Someone holds a record in the middle, and the filling stops there.
  const client = await own.database.connect()
  await client.query('begin')
  const middle = `select id from ${schema}.o_wh_box order by id offset 2499 limit 1`
  await client.query(`select 1 from ${schema}.o_wh_box where id = (${middle}) for update`)
  const abort = new AbortController()
  const filling = runBuild(own.deps, own.tenant, { signal: abort.signal, leaseMs: 0 })
  const progress = async () => Number((await ask(own, `select progress::text as p from ${schema}._build`))[0]?.p)
  while ((await progress()) < 0.4);
  abort.abort()
  await client.query('rollback')
  await client.end()
  await filling
  const [left] = await builds()
  expect(left).toMatchObject({ kind: 'fillRollup', state: 'building', detail: { position: { total: 5000 } } })
  expect(await progress()).toBeLessThan(1)
  const { records: boxes } = await listRecords(own.deps, admin, { object: 'wh_box', limit: 40, count: 'none' })
  const writers = boxes.map(({ id }) => make('wh_item', { box: id, qty: '1' }))
  await Promise.all([...writers, build(own)])
  expect(await builds()).toEqual([])
  const wrong = `select count(*)::text as n from ${schema}.o_wh_box b where b.f_pieces__sum is distinct from
    (select coalesce(sum(f_qty), 0) from ${schema}.o_wh_item i where i.f_box = b.id)`
  expect(await ask(own, wrong)).toEqual([{ n: '0' }])
})

test('who writes while a roll-up is published is counted once', async () => {
  const boxes = await Promise.all([1, 2, 3].map(() => make('wh_box', {})))
  let isOver = false
  const writer = async (at: number) => {
    while (!isOver) {
      const item = await make('wh_item', { box: boxes[at % 3], qty: '1' })
      await updateRecord(own.deps, admin, { object: 'wh_item', id: item, body: { qty: '2' }, expected: '*' })
    }
  }
  const writers = Array.from({ length: 8 }, (_, at) => writer(at))
  await refigure(own, [...BOX_FIGURES, ...WEIGHT])
  await build(own)
  isOver = true
  await Promise.all(writers)
  await expectTrueFigures(own, admin)
})

test('who wrote before the publish and commits after it is counted too', async () => {
  const box = await make('wh_box', {})
  await make('wh_item', { box, qty: '2' })
  const { schema } = own.tenant
  const client = await own.database.connect()
  await client.query('begin')
  await client.query(`update ${schema}.o_wh_item set f_qty = 3`)
  let isPublished = false
  const publishing = refigure(own, [...BOX_FIGURES, ...WEIGHT]).then(() => {
    isPublished = true
  })
  const isWaiting = async () => {
    const waiting = `select 1 as is from pg_catalog.pg_locks where not granted and relation = '${schema}.o_wh_item'::regclass`
    return (await ask(own, waiting)).length > 0
  }
  while (!isPublished && !(await isWaiting()));
  if (isPublished) await build(own)
  await client.query('commit')
  await client.end()
  await publishing
  await build(own)
  expect((await read(box)).pieces).toBe('3')
})
