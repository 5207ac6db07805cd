import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, createUser, getRecord, type RequestContext, updateRecord } from '../src/index.ts'
import { ADMIN, HEAD, newBook } from './support/library.ts'
import { DROPPER, fresh, inOwnTenant, nodeWords, object, openNodes, put, WORKER } from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import { PASSWORD, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
let wu: RequestContext
const { make, change, userOf } = nodeWords(() => ({ workshop, admin }))

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
  wu = await workshop.signIn(WORKER)
})

afterAll(() => workshop.close())

const memberOfHead = async (values: object) => {
  const head = await workshop.signIn(HEAD)
  return createRecord(workshop.deps, head, { object: 'lib_member', body: { name: fresh(), ...values } })
}

test('a reference to an invisible record is refused like one to nothing', async () => {
  const hidden = await memberOfHead({ level: 'blocked', block_reason: 'x' })
  const told = async (member: string) => {
    const { issues } = await caught(make({ member }, wu))
    return issues?.map(({ code, pointer }) => [code, pointer])
  }
  expect(await told(hidden.id)).toEqual(await told('01920000-0000-7000-8000-000000000000'))
})

test('a message shows no value its reader may not see', async () => {
  const { id } = await make({ secret: 'TOPSECRET' })
  await change(id, { size: 900 })
  const { issues } = await caught(change(id, { size: 2000 }, wu))
  expect(issues?.map(({ message }) => message('en')).join()).not.toContain('TOPSECRET')
})

test('a message shows nothing of its reader himself that he may not see', async () => {
  const { id } = await make({})
  const told = async (ctx: RequestContext) => (await caught(change(id, { size: 998 }, ctx))).issues?.[0]?.message('en')
  expect(await told(wu)).toBe('••• is wrong')
  expect(await told(admin)).toBe('Asia/Shanghai is wrong')
})

test('a missing value is not asked of who may not see the field', () =>
  inOwnTenant(async (own) => {
    const grant = { object: 'need_thing', allow: ['create', 'read'], fields: { '*': 'edit', secret: 'none' } }
    const role = { kind: 'role', name: 'need_role', label: 'R', objects: [grant] }
    const secret = { name: 'secret', type: 'text', label: 'S', required: true }
    await put(own, 'need', [object('need_thing', [secret]), role])
    const values = { name: 'q', email: 'q@q.test' }
    await createUser(own.deps, own.system, { values, password: PASSWORD, roles: ['need_role'] })
    const writer = await own.signIn(values.email)
    const { issues } = await caught(createRecord(own.deps, writer, { object: 'need_thing', body: { name: 'x' } }))
    expect(issues?.map(({ pointer }) => pointer) ?? []).not.toContain('/secret')
  }))

test('who may only create is shown nothing he may not read', async () => {
  const made = await make({ size: 5 }, await workshop.signIn(DROPPER))
  expect(Object.keys(made).toSorted()).toEqual(['id', 'version'])
})

test('a duplicate names no field its writer may not see', async () => {
  await make({ secret: 'z', size: 2 })
  const { id } = await make({ secret: 'z', size: 1 })
  const { code, params } = await caught(change(id, { size: 2 }, wu))
  expect({ code, params }).toEqual({ code: 'RECORD_NOT_UNIQUE', params: { fields: ['size'] } })
})

test('an external id the writer may not see finds nothing', async () => {
  const member = await memberOfHead({ card_no: fresh() })
  const owner = await userOf(WORKER)
  await updateRecord(workshop.deps, admin, { object: 'lib_member', id: member.id, body: { owner }, expected: '*' })
  expect(await outcome(make({ member: { by: member.card_no } }, wu))).toBe('RECORD_INVALID')
})

test('a formula over a hidden field is hidden', async () => {
  const book = await newBook(workshop, admin, { price: '100', tax_rate: '0' })
  const seen = await getRecord(workshop.deps, wu, { object: 'lib_book', id: book.id })
  expect(seen.price_with_tax ?? null).toBeNull()
})
