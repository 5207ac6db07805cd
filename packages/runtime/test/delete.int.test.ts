import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, deleteRecord, type RequestContext, type RuntimeDeps } from '../src/index.ts'
import { ADMIN, HEAD, newBook } from './support/library.ts'
import { fresh, inOwnTenant, nodeWords, object, openNodes, put, WORKER } from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
let wu: RequestContext
const { make, change, remove } = nodeWords(() => ({ workshop, admin }))

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
  wu = await workshop.signIn(WORKER)
})

afterAll(() => workshop.close())

test('when a record cascades to itself', async () => {
  const { id } = await make({})
  await change(id, { parent: id })
  let statements = 0
  const { transaction } = workshop.database
  const counted: RuntimeDeps['database']['transaction'] = (work) =>
    transaction((tx) =>
      work({
        ...tx,
        run: (...args) => {
          statements += 1
          if (statements > 100) throw new Error('endless')
          return tx.run(...args)
        },
      }),
    )
  const deps = { ...workshop.deps, database: { ...workshop.database, transaction: counted } }
  expect(await outcome(remove(id, admin, deps))).toBe('ok')
})

test('who loses a race against a writer or a deleter is not told that he may not', async () => {
  const codes = new Set<string>()
  for (let round = 0; round < 10; round++) {
    const { id } = await make({})
    const deleters = Array.from({ length: 4 }, () => remove(id))
    const writers = Array.from({ length: 4 }, (_, size) => change(id, { size }))
    for (const code of await Promise.all([...deleters, ...writers].map(outcome))) codes.add(code)
  }
  expect(codes).not.toContain('ACTION_FORBIDDEN')
})

test('a validation on delete is asked', async () => {
  const { id } = await make({ name: 'keep' })
  expect(await outcome(remove(id))).toBe('RECORD_INVALID')
})

test('what only points to records that go with it does not hold them', () =>
  inOwnTenant(async (own, boss) => {
    const line = [
      { name: 'order', type: 'masterDetail', label: 'O', object: 'hold_order' },
      { name: 'before', type: 'lookup', label: 'B', object: 'hold_line' },
    ]
    await put(own, 'hold', [object('hold_order', []), object('hold_line', line)])
    const create = (name: string, body: object) =>
      createRecord(own.deps, boss, { object: name, body: { name: 'x', ...body } })
    const order = await create('hold_order', {})
    const first = await create('hold_line', { order: order.id })
    await create('hold_line', { order: order.id, before: first.id })
    expect(await outcome(deleteRecord(own.deps, boss, { object: 'hold_order', id: order.id, expected: '*' }))).toBe(
      'ok',
    )
  }))

test('what holds a record is not named to who may not see it', async () => {
  const book = await newBook(workshop, admin)
  const member = await memberOfHead({})
  const head = await workshop.signIn(HEAD)
  await createRecord(workshop.deps, head, { object: 'lib_loan', body: { book: book.id, member: member.id } })
  const refusal = await caught(deleteRecord(workshop.deps, wu, { object: 'lib_book', id: book.id, expected: '*' }))
  expect(JSON.stringify(refusal.params)).not.toContain('lib_loan')
})

const memberOfHead = async (values: object) => {
  const head = await workshop.signIn(HEAD)
  return createRecord(workshop.deps, head, { object: 'lib_member', body: { name: fresh(), ...values } })
}
