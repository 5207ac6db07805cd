import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  createRecord,
  deleteRecord,
  publish,
  type RequestContext,
  type RuntimeDeps,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, newBook, openLibrary } from './support/library.ts'
import { object, pack } from './support/nodes.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext

beforeAll(async () => {
  const library = readPackage('packages/metadata/test/fixtures/library')
  workshop = await openLibrary({ packages: [library, rooms()] })
  admin = await workshop.signIn(ADMIN)
})

beforeEach(async () => {
  await query('delete from {t}._outbox')
  workshop.hints.length = 0
})

afterAll(() => workshop.close())

const room = object('room_room', [
  { name: 'book', type: 'lookup', label: 'Book', object: 'lib_book', onDelete: 'clear' },
  { name: 'size', type: 'integer', label: 'Size' },
  { name: 'seats', type: 'integer', label: 'Seats' },
  { name: 'area', type: 'integer', label: 'Area', formula: 'size * 2' },
])

/** Rooms, and flows over them that do nothing but listen. */
const rooms = (...triggers: readonly object[]) =>
  pack('room', [
    room,
    ...triggers.map((trigger, index) => ({
      kind: 'flow',
      name: `room_flow_${index}`,
      label: 'Flow',
      trigger: { object: 'room_room', ...trigger },
      steps: [{ name: 'tell', type: 'notify', to: [{ role: 'lib_head' }], message: 'x' }],
    })),
  ])

const listen = (...triggers: readonly object[]) =>
  publish(workshop.newNode(), workshop.system, {
    message: 'x',
    changes: [{ name: 'room', layer: rooms(...triggers) }],
  })

const query = (text: string) =>
  workshop.database.run({ name: null, text: text.replaceAll('{t}', `"${workshop.tenant.schema}"`), parameters: [] })

/** Events written since the last time, beside those of publishing. */
const events = async () => {
  const rows = await query("delete from {t}._outbox where type like 'record.%' returning type, model_version")
  return rows.map(([type]) => type)
}

const newRoom = (body: object = {}, deps = workshop.deps) =>
  createRecord(deps, admin, { object: 'room_room', body: { name: 'A', ...body } })
const change = (id: string, body: object, deps: RuntimeDeps = workshop.deps) =>
  updateRecord(deps, admin, { object: 'room_room', id, body: { ...body }, expected: '*' })

test('what no flow listens for leaves history but no event, and wakes nobody', async () => {
  await listen()
  await query('delete from {t}._outbox')
  workshop.hints.length = 0
  const { id } = await newRoom()
  await change(id, { size: 3 })
  await deleteRecord(workshop.deps, admin, { object: 'room_room', id, expected: '*' })
  expect(await events()).toEqual([])
  expect(workshop.hints).toEqual([])
  const history = await query(`select action from {t}._history where record_id = '${id}' order by record_version`)
  expect(history).toEqual([['updated'], ['deleted']])
})

test('a flow hears its kind of event of its object, and that wakes a worker', async () => {
  await listen({ type: 'created' })
  workshop.hints.length = 0
  const { id } = await newRoom()
  expect(workshop.hints).toEqual([{ kind: 'events', tenant: workshop.tenant.id }])
  await change(id, { size: 3 })
  await newBook(workshop, admin)
  expect(await events()).toEqual(['record.created'])
  expect(workshop.hints).toHaveLength(1)
})

test('a flow that watches fields hears changes of them only; one that watches a computed field hears every change', async () => {
  await listen({ type: 'updated', fields: ['seats'] })
  const { id } = await newRoom()
  await change(id, { size: 1 })
  expect(await events()).toEqual([])
  await change(id, { size: 2, seats: 1 })
  expect(await events()).toEqual(['record.updated'])
  await listen({ type: 'updated', fields: ['area'] })
  await change(id, { size: 3 })
  expect(await events()).toEqual(['record.updated'])
})

test('a reference cleared because its target is deleted is heard like any change', async () => {
  await listen({ type: 'updated', fields: ['book'] })
  const book = await newBook(workshop, admin)
  await newRoom({ book: book.id })
  workshop.hints.length = 0
  await deleteRecord(workshop.deps, admin, { object: 'lib_book', id: book.id, expected: '*' })
  expect(await events()).toEqual(['record.updated'])
  expect(workshop.hints).toEqual([{ kind: 'events', tenant: workshop.tenant.id }])
})

test('a flow published by another node is heard by the next write of this one, and no more once it is gone', async () => {
  await listen()
  const { id } = await newRoom()
  await change(id, { size: 1 })
  await listen({ type: 'created' }, { type: 'updated' })
  await newRoom()
  await change(id, { size: 2 })
  expect(await events()).toEqual(['record.created', 'record.updated'])
  await listen()
  await newRoom()
  await change(id, { size: 3 })
  expect(await events()).toEqual([])
})
