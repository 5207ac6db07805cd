import { FLOW_LOOP } from '@huozi/core'
import type { Document, FlowDocument } from '@huozi/metadata'
import { createRecord, deleteRecord, getRecord, updateRecord } from '@huozi/runtime'
import { HEAD, LIBRARIAN, newBook } from '@huozi/runtime/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Bench, BOOK_LISTENERS, openBench } from './support/bench.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
})

beforeEach(async () => {
  await bench.query('delete from {t}._outbox')
  await bench.query('delete from {t}.o_notification')
  bench.faults.length = 0
})

afterAll(() => bench.close())

const change = (id: string, body: object) =>
  updateRecord(bench.deps, bench.admin, { object: 'lib_book', id, body: { ...body }, expected: '*' })
const book = (id: string) => getRecord(bench.deps, bench.admin, { object: 'lib_book', id })
const headline = async () => (await bench.notificationsOf(HEAD)).map(({ text }) => text)

/** A flow of the tenant's own over books. */
function flow(name: string, document: Partial<FlowDocument>): FlowDocument {
  return {
    kind: 'flow',
    name,
    label: name,
    trigger: { type: 'updated', object: 'lib_book' },
    steps: [],
    ...document,
  } as FlowDocument
}

const tellHead = (message: string) => ({ name: 'tell', type: 'notify', to: [{ role: 'lib_head' }], message })

test('becomes fires once, and not again while it is still true', async () => {
  const worker = bench.newWorker()
  const { id } = await newBook(bench, bench.admin, { title: '资治通鉴', price: '300.00' })
  const setPrice = async (price: string) => {
    await change(id, { price })
    await worker.runOnce()
    return (await headline()).length
  }
  expect(await setPrice('400.00')).toBe(0)
  expect(await setPrice('600.00')).toBe(1)
  expect(await setPrice('700.00')).toBe(1)
  expect(await setPrice('300.00')).toBe(1)
  expect(await setPrice('500.00')).toBe(2)
  const told = await bench.notificationsOf(HEAD)
  expect(told.map(({ text }) => text).sort()).toEqual([
    '《资治通鉴》的价格升至 ¥500.00',
    '《资治通鉴》的价格升至 ¥600.00',
  ])
  expect(told[0]).toMatchObject({ read: false, link: { object: 'lib_book', id } })
  expect(bench.faults).toEqual([])
})

test('each change is judged on its own, though the record has moved on', async () => {
  const { id } = await newBook(bench, bench.admin, { price: '300.00' })
  await change(id, { price: '510.00' })
  await change(id, { price: '400.00' })
  await change(id, { price: '520.00' })
  await bench.newWorker().runOnce()
  expect(await headline()).toHaveLength(2)
})

test('the condition of a flow and its watched fields hold it back', async () => {
  const worker = bench.newWorker()
  const { id } = await newBook(bench, bench.admin, { price: '300.00', damaged: true })
  await change(id, { price: '600.00' })
  await change(id, { damaged: false })
  await worker.runOnce()
  expect(await headline()).toEqual([])
})

test('a path over references is followed, and a set writes the record as the flow', async () => {
  const loan = await bench.lend()
  await bench.newWorker().runOnce()
  const [told] = await bench.notificationsOf(LIBRARIAN)
  expect(told).toMatchObject({
    text: expect.stringMatching(/^张三 借了《书 \d+》$/),
    link: { object: 'lib_loan', id: loan },
  })
  const stored = await getRecord(bench.deps, bench.admin, { object: 'lib_loan', id: loan })
  expect(stored).toMatchObject({ told_member: true, version: 2, updated_by: null })
  const { model } = await bench.deps.views.current(bench.system)
  const [history] = await bench.query('select rule, actor from {t}._history where record_id = $1', loan)
  expect(history).toEqual([String(model.flows.get('lib_new_loan')?.id), null])
  expect(bench.faults).toEqual([])
})

test('everyone is told once, in a language he reads', async () => {
  const head = await bench.userId(HEAD)
  const user = { object: 'user', id: head, expected: '*' } as const
  await updateRecord(bench.deps, bench.admin, { ...user, body: { locale: 'en-GB' } })
  await bench.customize(
    flow('x_twice', {
      trigger: { type: 'updated', object: 'lib_book', fields: ['notes'] },
      steps: [
        {
          name: 'tell',
          type: 'notify',
          to: [{ role: 'lib_head' }, { role: 'lib_librarian' }, 'created_by'],
          message: { 'zh-CN': '备注 {notes}', en: 'Notes {notes}' },
        },
        { name: 'again', type: 'notify', when: 'false', to: [{ role: 'lib_head' }], message: '?' },
      ],
    } as Partial<FlowDocument>),
  )
  const headCtx = await bench.signIn(HEAD)
  const { id } = await newBook(bench, headCtx)
  await change(id, { notes: 'x' })
  await bench.newWorker().runOnce()
  expect(await headline()).toEqual(['Notes x'])
  expect((await bench.notificationsOf(LIBRARIAN)).map(({ text }) => text)).toEqual(['备注 x'])
  await updateRecord(bench.deps, bench.admin, { ...user, body: { locale: null } })
})

test('a step sees what the steps before it have set', async () => {
  await bench.customize(
    flow('x_label', {
      trigger: { type: 'updated', object: 'lib_book', fields: ['pages'] },
      steps: [
        { name: 'mark', type: 'set', values: { notes: '=concat(title, "!")', damaged: true, genre: 'comic' } },
        tellHead('{notes} {price_with_tax}'),
      ],
    } as Partial<FlowDocument>),
  )
  const { id } = await newBook(bench, bench.admin, { title: '山海经', price: '100.00' })
  await change(id, { pages: 5 })
  await bench.newWorker().runOnce()
  expect(await headline()).toEqual(['山海经! 109'])
  expect(await book(id)).toMatchObject({ notes: '山海经!', damaged: true, genre: 'comic', pages: 5 })
  expect(bench.faults).toEqual([])
})

test('a flow that sets itself off ends as a failed event that names it', async () => {
  await bench.customize(
    flow('x_endless', {
      trigger: { type: 'updated', object: 'lib_book', fields: ['pages'] },
      steps: [{ name: 'more', type: 'set', values: { pages: '=pages + 1' } }],
    } as Partial<FlowDocument>),
  )
  const { id } = await newBook(bench, bench.admin, { pages: 1 })
  await change(id, { pages: 100 })
  await bench.newWorker().runOnce()
  expect(bench.faults).toMatchObject([{ code: FLOW_LOOP.code, params: { flow: 'x_endless', depth: 10 } }])
  expect(await book(id)).toMatchObject({ pages: 110 })
  const failed = await bench.query('select failed, attempts, depth from {t}._outbox')
  expect(failed.map(([problem]) => JSON.parse(problem ?? ''))).toMatchObject([
    { code: 'FLOW_LOOP', message: { en: expect.stringContaining('x_endless') } },
  ])
  expect(failed.map(([, attempts, depth]) => [attempts, depth])).toEqual([['1', '10']])
  // Another record is not held up, and a version without the flow clears the way.
  const { id: other } = await newBook(bench, bench.admin, { price: '300.00' })
  await bench.customize()
  await change(other, { price: '600.00' })
  await bench.newWorker().runOnce()
  expect(await headline()).toHaveLength(1)
  expect(await bench.query('select seq from {t}._outbox')).toEqual([])
})

test('an event is judged by the version in force: what is gone since is blank', async () => {
  const shelf = { name: 'x_shelf', type: 'text', label: 'Shelf' }
  await bench.customize(
    { kind: 'object', name: 'lib_book', extends: 'library', fields: [shelf] } as Document,
    ...BOOK_LISTENERS,
  )
  const { id } = await newBook(bench, bench.admin, { x_shelf: 'A1' })
  await change(id, { x_shelf: 'B2', notes: 'moved' })
  await bench.customize(
    flow('x_moved', {
      trigger: { type: 'updated', object: 'lib_book', becomes: "notes = 'moved'" },
      steps: [tellHead('{notes} {title}')],
    } as Partial<FlowDocument>),
  )
  await bench.newWorker().runOnce()
  expect(await headline()).toEqual([expect.stringMatching(/^moved 书 \d+$/)])
  expect(bench.faults).toEqual([])
})

test('a record that was deleted meanwhile is left alone', async () => {
  const loan = await bench.lend()
  await deleteRecord(bench.deps, bench.admin, { object: 'lib_loan', id: loan, expected: '*' })
  await bench.newWorker().runOnce()
  expect(bench.faults).toEqual([])
  expect(await bench.query('select f_told_member from {t}.o_lib_loan where id = $1', loan)).toEqual([['f']])
})

test('a step cannot refer to what the condition of the field refuses', async () => {
  const helper = { name: 'x_helper', type: 'user', label: 'Helper', where: "starts_with(email, 'li')" }
  await bench.customize(
    { kind: 'object', name: 'lib_book', extends: 'library', fields: [helper] } as never,
    flow('x_wrong', {
      trigger: { type: 'created', object: 'lib_book' },
      steps: [{ name: 'mine', type: 'set', values: { x_helper: '=created_by' } }],
    } as Partial<FlowDocument>),
  )
  await createRecord(bench.deps, bench.admin, { object: 'lib_book', body: { title: '孟子' } })
  await bench.newWorker({ retries: { attempts: 1, delayMs: () => 0 } }).runOnce()
  const [failed] = await bench.query('select failed from {t}._outbox where failed is not null')
  expect(JSON.parse(failed?.[0] ?? '')).toMatchObject({ issues: [{ code: 'FIELD_CANDIDATE', pointer: '/x_helper' }] })
  await bench.customize()
  await bench.newWorker().runOnce()
})

test('a step that is refused undoes the whole event', async () => {
  await bench.customize(
    flow('x_wrong', {
      trigger: { type: 'created', object: 'lib_book' },
      steps: [tellHead('new {title}'), { name: 'lose', type: 'set', values: { title: null } }],
    } as Partial<FlowDocument>),
  )
  await createRecord(bench.deps, bench.admin, { object: 'lib_book', body: { title: '论语' } })
  await bench.newWorker({ retries: { attempts: 2, delayMs: () => 0 } }).runOnce()
  expect(await headline()).toEqual([])
  expect(bench.faults).toMatchObject([{ code: 'RECORD_INVALID' }, { code: 'RECORD_INVALID' }])
  const [failed] = await bench.query('select failed from {t}._outbox where failed is not null')
  expect(JSON.parse(failed?.[0] ?? '')).toMatchObject({ issues: [{ code: 'FIELD_REQUIRED', pointer: '/title' }] })
  await bench.customize()
  await bench.newWorker().runOnce()
})
