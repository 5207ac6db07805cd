import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRecord,
  deleteRecord,
  getRecord,
  listRecords,
  type RequestContext,
  restoreRecord,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, HEAD, LIBRARIAN, LIBRARIAN_2, newBook, READER } from './support/library.ts'
import {
  ask,
  fresh,
  inOwnTenant,
  nodeWords,
  object,
  openNodes,
  put,
  republish,
  WORKER,
  withField,
} from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
const { make, change, remove } = nodeWords(() => ({ workshop, admin }))

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
  await put(workshop, 'bin', [
    object('bin_order', []),
    object('bin_topic', []),
    object('bin_line', [
      { name: 'order', type: 'masterDetail', label: 'O', object: 'bin_order' },
      { name: 'topic', type: 'lookup', label: 'T', object: 'bin_topic', onDelete: 'clear' },
      { name: 'held', type: 'lookup', label: 'H', object: 'bin_topic' },
      { name: 'code', type: 'text', label: 'C', unique: true },
    ]),
  ])
})

afterAll(() => workshop.close())

const create = (name: string, body: object = {}) =>
  createRecord(workshop.deps, admin, { object: name, body: { name: fresh(), ...body } })
const drop = (name: string, id: string, ctx = admin) =>
  deleteRecord(workshop.deps, ctx, { object: name, id, expected: '*' })
const restore = (name: string, id: string, ctx = admin) => restoreRecord(workshop.deps, ctx, { object: name, id })
const isThere = async (name: string, id: string) =>
  (await outcome(getRecord(workshop.deps, admin, { object: name, id }))) === 'ok'
const bin = (name: string, ctx = admin, more: object = {}) =>
  listRecords(workshop.deps, ctx, { object: name, limit: 200, count: 'exact', deleted: true, ...more })
const idsOf = (page: Awaited<ReturnType<typeof bin>>) => page.records.map(({ id }) => id)

test('a record comes back as it was, one version on', async () => {
  const { id } = await make({ size: 7, remark: 'as it was' })
  await remove(id)
  const back = await restore('rev_node', id)
  expect(back).toMatchObject({ id, size: 7, remark: 'as it was', version: 3 })
  expect(await isThere('rev_node', id)).toBe(true)
  expect(idsOf(await bin('rev_node'))).not.toContain(id)
  const history = await ask(
    workshop,
    `select action, record_version from ${workshop.tenant.schema}._history where record_id = '${id}' order by 2`,
  )
  expect(history.map(({ action }) => action)).toEqual(['deleted', 'restored'])
})

test('what went in the same deletion comes back, what was deleted before by itself does not', async () => {
  const order = await create('bin_order')
  const before = await create('bin_line', { order: order.id })
  const along = await create('bin_line', { order: order.id })
  // Both in one millisecond of the clock, which stands still here.
  await drop('bin_line', before.id)
  await drop('bin_order', order.id)
  await restore('bin_order', order.id)
  expect(await isThere('bin_line', along.id)).toBe(true)
  expect(await isThere('bin_line', before.id)).toBe(false)
})

test('a circle of records that went together comes back together', async () => {
  const first = await make({})
  const second = await make({ parent: first.id })
  await change(first.id, { parent: second.id })
  await remove(first.id)
  await restore('rev_node', second.id)
  expect([await isThere('rev_node', first.id), await isThere('rev_node', second.id)]).toEqual([true, true])
})

test('a value taken meanwhile refuses the restore, and nothing of it is done', async () => {
  const order = await create('bin_order')
  const code = fresh()
  const free = await create('bin_line', { order: order.id })
  const line = await create('bin_line', { order: order.id, code })
  await drop('bin_order', order.id)
  const other = await create('bin_order')
  await create('bin_line', { order: other.id, code: code.toUpperCase() })
  expect(await caught(restore('bin_order', order.id))).toMatchObject({
    code: 'RECORD_NOT_UNIQUE',
    params: { fields: ['code'] },
  })
  for (const [name, id] of [
    ['bin_order', order.id],
    ['bin_line', free.id],
    ['bin_line', line.id],
  ] as const)
    expect(await isThere(name, id)).toBe(false)
})

test('a key whose index is still to be built is kept by a restore too', () =>
  inOwnTenant(async (own, boss) => {
    const in_ = (body: object) =>
      createRecord(own.deps, boss, { object: 'rev_node', body: { name: fresh(), ...body } as never })
    const gone = await in_({ other: 'same' })
    await deleteRecord(own.deps, boss, { object: 'rev_node', id: gone.id, expected: '*' })
    await in_({ other: 'twice' })
    await in_({ other: 'twice' })
    await republish(own, (document) => withField(document, 'other', (field) => ({ ...field, unique: true })))
    await in_({ other: 'same' })
    expect(await outcome(restoreRecord(own.deps, boss, { object: 'rev_node', id: gone.id }))).toBe('RECORD_NOT_UNIQUE')
  }))

test('a reference to what is gone is cleared where deleting it would have cleared it', async () => {
  const [order, topic] = [await create('bin_order'), await create('bin_topic')]
  const line = await create('bin_line', { order: order.id, topic: topic.id })
  await drop('bin_line', line.id)
  await drop('bin_topic', topic.id)
  expect(await restore('bin_line', line.id)).toMatchObject({ topic: null, order: { id: order.id } })
})

test('a reference that would have held or taken the record refuses the restore by its name', async () => {
  const [order, topic] = [await create('bin_order'), await create('bin_topic')]
  const line = await create('bin_line', { order: order.id, held: topic.id })
  await drop('bin_line', line.id)
  await drop('bin_topic', topic.id)
  const refusal = await caught(restore('bin_line', line.id))
  expect(refusal).toMatchObject({
    code: 'RECORD_REFERENCE_GONE',
    params: { object: 'bin_line', field: 'held', target: 'bin_topic', count: 1 },
  })
  await restore('bin_topic', topic.id)
  await drop('bin_order', order.id)
  expect(await outcome(restore('bin_line', line.id))).toBe('RECORD_REFERENCE_GONE')
  expect(await isThere('bin_line', line.id)).toBe(false)
})

test('figures kept over what went and came back are what they were', async () => {
  const line = [
    { name: 'order', type: 'masterDetail', label: 'O', object: 'fig_order', inverse: 'lines' },
    { name: 'size', type: 'integer', label: 'S' },
  ]
  const rollup = { relation: 'lines', aggregate: 'sum', value: 'size' }
  const total = { name: 'total', type: 'integer', label: 'T', rollup }
  await put(workshop, 'fig', [object('fig_order', [total]), object('fig_line', line)])
  const order = await create('fig_order')
  const lines = [
    await create('fig_line', { order: order.id, size: 2 }),
    await create('fig_line', { order: order.id, size: 5 }),
  ]
  const totalNow = async () => (await getRecord(workshop.deps, admin, { object: 'fig_order', id: order.id })).total
  const was = await totalNow()
  await drop('fig_line', lines[0]?.id ?? '')
  await restore('fig_line', lines[0]?.id ?? '')
  expect(await totalNow()).toBe(was)
  await drop('fig_order', order.id)
  await restore('fig_order', order.id)
  expect([was, await totalNow()]).toEqual([7, 7])
})

test('a reference to one of several objects is asked of the object it points to', async () => {
  const about = { name: 'about', type: 'lookup', label: 'A', objects: ['bin_topic', 'bin_order'] }
  await put(workshop, 'pol', [object('pol_note', [about])])
  const order = await create('bin_order')
  const note = await create('pol_note', { about: { object: 'bin_order', id: order.id } })
  await drop('pol_note', note.id)
  expect(await restore('pol_note', note.id)).toMatchObject({ about: { id: order.id, object: 'bin_order' } })
  await drop('pol_note', note.id)
  await drop('bin_order', order.id)
  expect(await outcome(restore('pol_note', note.id))).toBe('RECORD_REFERENCE_GONE')
})

test('a restore and the deletion of what it refers to never leave a reference to nothing', async () => {
  for (let round = 0; round < 10; round++) {
    const [order, topic] = [await create('bin_order'), await create('bin_topic')]
    const line = await create('bin_line', { order: order.id, held: topic.id })
    await drop('bin_line', line.id)
    workshop.clock.set(workshop.clock.now() + 1000)
    const [restored, dropped] = await Promise.all(
      [restore('bin_line', line.id), drop('bin_topic', topic.id)].map(outcome),
    )
    expect([restored, dropped].filter((code) => code === 'ok')).toHaveLength(1)
  }
})

test('two restores at once: one brings the record back, the other is told that it is there', async () => {
  const { id } = await make({})
  await remove(id)
  const codes = await Promise.all([restore('rev_node', id), restore('rev_node', id)].map(outcome))
  expect(codes.toSorted()).toEqual(['RECORD_NOT_DELETED', 'ok'])
})

test('the bin shows what its reader may see and delete, with the time, and filters, sorts and counts it', async () => {
  const names = [fresh(), fresh()]
  for (const name of names) {
    const { id } = await make({ name, remark: 'binned' })
    workshop.clock.set(workshop.clock.now() + 1000)
    await remove(id)
  }
  await make({ remark: 'binned' })
  const page = await bin('rev_node', admin, { where: "remark = 'binned'", select: 'name' })
  expect(page.records.map(({ name }) => name)).toEqual(names.toReversed())
  expect(page.count).toEqual({ value: 2, kind: 'exact' })
  expect(page.records[0]?.deleted_at).toBe(new Date(workshop.clock.now()).toISOString())
  const first = await bin('rev_node', admin, { where: "remark = 'binned'", sort: '-deleted_at', limit: 1 })
  const second = await bin('rev_node', admin, {
    where: "remark = 'binned'",
    sort: '-deleted_at',
    limit: 1,
    after: first.next,
  })
  expect([...idsOf(first), ...idsOf(second)]).toEqual(idsOf(page))
})

test('who may not delete sees no bin and restores nothing', async () => {
  const book = await newBook(workshop, admin)
  await drop('lib_book', book.id)
  const reader = await workshop.signIn(READER)
  expect(await outcome(bin('lib_book', reader))).toBe('ACTION_FORBIDDEN')
  expect(await outcome(restore('lib_book', book.id, reader))).toBe('ACTION_FORBIDDEN')
  const wu = await workshop.signIn(WORKER)
  expect(idsOf(await bin('lib_book', wu))).toContain(book.id)
  expect((await bin('lib_book', wu)).records.every((record) => !('price' in record))).toBe(true)
})

test('a record outside the rows one may see or delete is not in his bin', async () => {
  const [li, lin, head] = await Promise.all([LIBRARIAN, LIBRARIAN_2, HEAD].map((who) => workshop.signIn(who)))
  const member = await createRecord(workshop.deps, li as RequestContext, {
    object: 'lib_member',
    body: { name: fresh() },
  })
  const book = await newBook(workshop, admin)
  const loan = await createRecord(workshop.deps, li as RequestContext, {
    object: 'lib_loan',
    body: { member: member.id, book: book.id },
  })
  await drop('lib_loan', loan.id, li)
  expect(idsOf(await bin('lib_loan', lin))).not.toContain(loan.id)
  expect(await outcome(restore('lib_loan', loan.id, lin))).toBe('RECORD_NOT_FOUND')
  expect(idsOf(await bin('lib_loan', li))).toContain(loan.id)
  expect(idsOf(await bin('lib_loan', head))).toContain(loan.id)
  expect(await restore('lib_loan', loan.id, li)).toMatchObject({ id: loan.id, version: 3 })
})

test('who may see a record but delete only others does not find it in the bin', async () => {
  const role = (rows: object) => ({
    kind: 'role',
    name: 'rev_worker',
    label: 'W',
    objects: [{ object: 'rev_node', allow: ['create', 'read', 'update', 'delete'], rows }],
  })
  await inOwnTenant(async (own, boss) => {
    const [mine, others] = [
      await createRecord(own.deps, boss, { object: 'rev_node', body: { name: 'mine', size: 1 } }),
      await createRecord(own.deps, boss, { object: 'rev_node', body: { name: 'others', size: 2 } }),
    ]
    for (const { id } of [mine, others]) await deleteRecord(own.deps, boss, { object: 'rev_node', id, expected: '*' })
    await put(own, 'lim', [{ ...role({ read: 'true', delete: 'size = 1' }), name: 'lim_worker' }])
    const wu = await own.signIn(WORKER)
    const all = await listRecords(own.deps, wu, { object: 'rev_node', limit: 10, count: 'none', deleted: true })
    expect(all.records).toHaveLength(2)
    const client = await own.database.connect()
    try {
      await client.query(
        `update ${own.tenant.schema}._membership set role_id = (select id from ${own.tenant.schema}._identity where kind = 'role' and name = 'lim_worker') where role_id = (select id from ${own.tenant.schema}._identity where kind = 'role' and name = 'rev_worker')`,
      )
      await client.query(`update ${own.tenant.schema}._head set access_epoch = access_epoch + 1`)
    } finally {
      await client.end()
    }
    const seen = await listRecords(own.deps, wu, { object: 'rev_node', limit: 10, count: 'none', deleted: true })
    expect(seen.records.map(({ id }) => id)).toEqual([mine.id])
    expect(await outcome(restoreRecord(own.deps, wu, { object: 'rev_node', id: others.id }))).toBe('RECORD_NOT_FOUND')
    expect(await outcome(restoreRecord(own.deps, wu, { object: 'rev_node', id: mine.id }))).toBe('ok')
  })
})

test('what refers to something hidden is not named', async () => {
  const wu = await workshop.signIn(WORKER)
  await put(workshop, 'hid', [
    object('hid_part', [
      { name: 'node', type: 'masterDetail', label: 'N', object: 'rev_node' },
      { name: 'topic', type: 'lookup', label: 'T', object: 'bin_topic' },
    ]),
  ])
  const node = await make({})
  const topic = await create('bin_topic')
  await create('hid_part', { node: node.id, topic: topic.id })
  await remove(node.id)
  await drop('bin_topic', topic.id)
  const refusal = await caught(restore('rev_node', node.id, wu))
  expect([refusal.code, refusal.params]).toEqual(['RECORD_REFERENCE_GONE', {}])
})

test('a living, an unknown and an invisible record cannot be restored', async () => {
  const { id } = await make({})
  expect(await outcome(restore('rev_node', id))).toBe('RECORD_NOT_DELETED')
  expect(await outcome(restore('rev_node', '01920000-0000-7000-8000-000000000000'))).toBe('RECORD_NOT_FOUND')
  expect(await outcome(restore('rev_node', 'x'))).toBe('RECORD_NOT_FOUND')
})

test('a restored user may sign in again', async () => {
  const { id } = await createRecord(workshop.deps, admin, {
    object: 'user',
    body: { name: 'U', email: `${fresh()}@x.test` },
  })
  await drop('user', id)
  expect(await restore('user', id)).toMatchObject({ id, name: 'U' })
  expect(await isThere('user', id)).toBe(true)
})

test('the event of a restore is written only when a flow listens for it', () =>
  inOwnTenant(async (own, boss) => {
    const cycle = async () => {
      const { id } = await createRecord(own.deps, boss, { object: 'rev_node', body: { name: fresh() } })
      await deleteRecord(own.deps, boss, { object: 'rev_node', id, expected: '*' })
      await restoreRecord(own.deps, boss, { object: 'rev_node', id })
      return ask(own, `select type from ${own.tenant.schema}._outbox where record_id = '${id}'`)
    }
    expect(await cycle()).toEqual([])
    await put(own, 'hear', [
      {
        kind: 'flow',
        name: 'hear_back',
        label: 'Back',
        trigger: { type: 'restored', object: 'rev_node' },
        steps: [{ name: 'mark', type: 'set', values: { remark: "'back'" } }],
      },
    ])
    own.hints.length = 0
    expect(await cycle()).toEqual([{ type: 'record.restored' }])
    expect(own.hints).toContainEqual({ kind: 'events', tenant: own.tenant.id })
  }))

test('a deleted record cannot be changed, and its restored self can', async () => {
  const { id } = await make({})
  await remove(id)
  expect(await outcome(change(id, { size: 2 }))).toBe('RECORD_NOT_FOUND')
  await restore('rev_node', id)
  expect(
    await updateRecord(workshop.deps, admin, { object: 'rev_node', id, body: { size: 2 }, expected: 3 }),
  ).toMatchObject({ version: 4 })
})
