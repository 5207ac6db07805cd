import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRecord,
  deleteRecord,
  getRecord,
  type RequestContext,
  restoreRecord,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './support/library.ts'
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
const make = async (object: string, body: object) =>
  (await createRecord(own.deps, admin, { object, body: { name: `n${++counter}`, ...body } as never })).id
const change = (object: string, id: string, body: object) =>
  updateRecord(own.deps, admin, { object, id, body: body as never, expected: '*' })
const remove = (object: string, id: string) => deleteRecord(own.deps, admin, { object, id, expected: '*' })
const read = (object: string, id: string) => getRecord(own.deps, admin, { object, id })

test('a roll-up moves with each record it is told of, up to those told of it', async () => {
  const shelf = await make('wh_shelf', {})
  const box = await make('wh_box', { shelf })
  expect(await read('wh_box', box)).toMatchObject({ worth: '0', good: 0, mean: null, oldest: null, last_note: null })
  const item = await make('wh_item', { box, qty: '2.5', price: '0.1', day: '2026-03-01', note: 'a' })
  await make('wh_item', { box, qty: '1', price: '99.99', day: '2026-01-31', note: 'b', spoilt: true })
  expect(await read('wh_box', box)).toMatchObject({ worth: '100.24', good: 1, mean: '2.5', oldest: '2026-01-31' })
  expect(await read('wh_shelf', shelf)).toMatchObject({ worth: '100.24', heaviest: '100.24', boxes_n: 1 })
  await change('wh_item', item, { qty: '3', spoilt: true })
  expect(await read('wh_box', box)).toMatchObject({ worth: '100.29', good: 0, mean: null, oldest: '2026-01-31' })
  expect(await read('wh_shelf', shelf)).toMatchObject({ worth: '100.29', heaviest: null })
  await expectTrueFigures(own, admin)
})

test('a record that changes its place takes its figures along', async () => {
  const [from, to] = [await make('wh_shelf', {}), await make('wh_shelf', {})]
  const [left, right] = [await make('wh_box', { shelf: from }), await make('wh_box', { shelf: to })]
  const item = await make('wh_item', { box: left, qty: '2', price: '5' })
  await change('wh_item', item, { box: right, qty: '3' })
  expect([(await read('wh_shelf', from)).worth, (await read('wh_shelf', to)).worth]).toEqual(['0', '15'])
  await change('wh_box', right, { shelf: from })
  expect([(await read('wh_shelf', from)).worth, (await read('wh_shelf', to)).worth]).toEqual(['15', '0'])
  await change('wh_item', item, { box: null })
  expect((await read('wh_shelf', from)).worth).toBe('0')
  await expectTrueFigures(own, admin)
})

test('what is deleted counts no more, with everything that goes with it, until it is restored', async () => {
  const shelf = await make('wh_shelf', {})
  const [box, other] = [await make('wh_box', { shelf }), await make('wh_box', { shelf })]
  const items = await Promise.all([1, 2, 3].map((qty) => make('wh_item', { box, qty: String(qty), price: '10' })))
  await make('wh_item', { box: other, qty: '1', price: '1' })
  await remove('wh_item', items[2] ?? '')
  expect(await read('wh_shelf', shelf)).toMatchObject({ worth: '31', heaviest: '30', boxes_n: 2 })
  await remove('wh_box', box)
  expect(await read('wh_shelf', shelf)).toMatchObject({ worth: '1', heaviest: '1', boxes_n: 1 })
  await restoreRecord(own.deps, admin, { object: 'wh_box', id: box })
  expect(await read('wh_box', box)).toMatchObject({ worth: '30', good: 2 })
  expect(await read('wh_shelf', shelf)).toMatchObject({ worth: '31', heaviest: '30', boxes_n: 2 })
  await expectTrueFigures(own, admin)
})

test('a roll-up changes neither version nor time of the record that has it, nor its history', async () => {
  const box = await make('wh_box', {})
  const before = await read('wh_box', box)
  await make('wh_item', { box, qty: '1', price: '1' })
  const after = await read('wh_box', box)
  expect([after.version, after.updated_at, after.worth]).toEqual([before.version, before.updated_at, '1'])
})

test('an extreme that goes leaves the next one, also when another writer waits for it', async () => {
  const box = await make('wh_box', {})
  const first = await make('wh_item', { box, qty: '1', price: '50' })
  await make('wh_item', { box, qty: '1', price: '20' })
  await Promise.all([
    change('wh_item', first, { price: '5' }),
    make('wh_item', { box, qty: '1', price: '30' }),
    make('wh_item', { box, qty: '1', price: '25' }),
  ])
  expect((await read('wh_box', box)).dearest).toBe('30')
})

const days = ['2026-01-01', '2026-02-28', '2026-12-31', null]

test('after anything 64 writers do at once, every roll-up is what it would be if it were computed now', async () => {
  const shelves = await Promise.all([1, 2].map(() => make('wh_shelf', {})))
  const boxes = await Promise.all([0, 1, 0, 1, 0].map((at) => make('wh_box', { shelf: shelves[at] })))
  const items: string[] = []
  const deleted: string[] = []
  const draws = fc.sample(fc.array(fc.nat(9999), { minLength: 8, maxLength: 8 }), { numRuns: 640 })
  const act = async (numbers: readonly number[]) => {
    let at = 0
    const draw = (count: number) => (numbers[at++ % numbers.length] ?? 0) % count
    const pick = (list: readonly string[]) => list[draw(list.length)] ?? null
    const values = () => ({
      ...(draw(2) === 0 && { box: draw(8) === 0 ? null : pick(boxes) }),
      qty: draw(6) === 0 ? null : `${draw(100)}.${draw(10)}`,
      price: `${draw(100) - 20}`,
      day: days[draw(4)],
      at: `2026-11-22T01:02:${10 + draw(40)}.123Z`,
      spoilt: draw(3) === 0,
      note: draw(4) === 0 ? null : `note ${draw(50)}`,
    })
    const kind = draw(11)
    if (kind < 4 || items.length === 0) items.push(await make('wh_item', { box: pick(boxes), ...values() }))
    else if (kind < 8) await change('wh_item', pick(items) ?? '', values())
    else if (kind === 8) await change('wh_box', pick(boxes) ?? '', { shelf: pick(shelves) })
    else if (kind === 9) {
      const gone = items.splice(draw(items.length), 1)[0] ?? ''
      await remove('wh_item', gone)
      deleted.push(gone)
    } else if (deleted.length > 0) {
      const back = deleted.splice(draw(deleted.length), 1)[0] ?? ''
      await restoreRecord(own.deps, admin, { object: 'wh_item', id: back })
      items.push(back)
    }
  }
  const refused: string[] = []
  const writers = Array.from({ length: 64 }, async (_, writer) => {
    for (const numbers of draws.filter((__, index) => index % 64 === writer)) {
      await act(numbers).catch((error: { code?: string }) => refused.push(error.code ?? String(error)))
    }
  })
  await Promise.all(writers)
  // Two writers may want the same item, which one of them deletes.
  expect(refused.filter((code) => code !== 'RECORD_NOT_FOUND')).toEqual([])
  expect(refused.length).toBeLessThan(64)
  expect(await expectTrueFigures(own, admin)).toBeGreaterThan(40)
})
