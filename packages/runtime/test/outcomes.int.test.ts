import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Confirmation,
  createRecord,
  deleteRecord,
  getRecord,
  type RequestContext,
  recordHistory,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './support/library.ts'
import { object, pack } from './support/nodes.ts'
import { caught } from './support/outcome.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

const KEEPER = 'ke@library.test'

const rules = [
  { name: 'large', failWhen: 'size > 100', outcome: 'warn', field: 'size', message: { en: 'Large', 'zh-CN': '偏大' } },
  { name: 'huge', failWhen: 'size > 1000', outcome: 'reason', message: 'Huge' },
  { name: 'absurd', failWhen: 'size > 10000', message: 'Absurd' },
  { name: 'told', failWhen: 'level != null', outcome: '=level', message: 'Told' },
  { name: 'explained', failWhen: "name = 'odd'", outcome: 'warn', reason: true, message: 'Odd' },
  { name: 'keep', on: ['delete'], failWhen: 'size = 7', outcome: 'warn', message: 'Seven is liked' },
  { name: 'many', failWhen: 'count(leaves) > 1', outcome: 'warn', message: 'Many leaves' },
]
const documents = [
  object(
    'tre_node',
    [
      { name: 'size', type: 'integer', label: 'Size' },
      { name: 'level', type: 'text', label: 'Level' },
    ],
    { validations: rules },
  ),
  object('tre_leaf', [
    { name: 'node', type: 'lookup', label: 'Node', object: 'tre_node', inverse: 'leaves', onDelete: 'cascade' },
  ]),
  {
    kind: 'role',
    name: 'tre_keeper',
    label: 'Keeper',
    objects: [{ object: 'tre_node', allow: ['create', 'read', 'update', 'delete'] }],
  },
]

let own: Workshop
let admin: RequestContext

beforeAll(async () => {
  own = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), pack('tre', documents)],
    users: [...LIBRARY_USERS, { values: { name: '柯', email: KEEPER }, roles: ['tre_keeper'] }],
  })
  admin = await own.signIn(ADMIN)
})

afterAll(() => own.close())

const create = (body: object, confirmation?: Confirmation, ctx = admin, name = 'tre_node') =>
  createRecord(own.deps, ctx, { object: name, body: { name: 'n', ...body } as never, confirmation })
const change = (id: string, body: object, confirmation?: Confirmation, ctx = admin) =>
  updateRecord(own.deps, ctx, { object: 'tre_node', id, body: body as never, expected: '*', confirmation })
const remove = (id: string, confirmation?: Confirmation) =>
  deleteRecord(own.deps, admin, { object: 'tre_node', id, expected: '*', confirmation })
const history = async (id: string) =>
  (await recordHistory(own.deps, admin, { object: 'tre_node', id, limit: 50 })).entries.map(
    ({ version, overridden }) => ({ version, overridden }),
  )

interface Asked {
  readonly code: string | undefined
  readonly token: string
  readonly reason: boolean
  readonly told: readonly string[] | undefined
}
const asked = async (work: Promise<unknown>): Promise<Asked> => {
  const { name, code, params, issues } = await caught(work)
  if (name === 'none') return { code: 'ok', token: '', reason: false, told: undefined }
  const { token, reason } = params as { token: string; reason: boolean }
  return { code, token, reason, told: issues?.map((issue) => `${issue.code} ${issue.pointer} ${issue.message('en')}`) }
}

test('a warning saves nothing until it is confirmed, and history tells who overrode what', async () => {
  const first = await asked(create({ size: 200 }))
  expect(first).toMatchObject({
    code: 'RECORD_UNCONFIRMED',
    reason: false,
    told: ['VALIDATION_WARNED /size Large'],
  })
  const { id } = await create({ size: 200 }, { token: first.token })
  expect(await history(id)).toEqual([{ version: 1, overridden: [{ rule: 'large', reason: null }] }])
  const again = await asked(change(id, { size: 300 }))
  expect(again.code).toBe('RECORD_UNCONFIRMED')
  expect(await getRecord(own.deps, admin, { object: 'tre_node', id })).toMatchObject({ version: 1, size: 200 })
  await change(id, { size: 300 }, { token: again.token })
  expect((await history(id))[0]).toEqual({ version: 2, overridden: [{ rule: 'large', reason: null }] })
})

test('a reason is asked for, and kept', async () => {
  const first = await asked(create({ size: 2000 }))
  expect(first).toMatchObject({ code: 'RECORD_UNCONFIRMED', reason: true })
  expect((await asked(create({ size: 2000 }, { token: first.token }))).code).toBe('RECORD_UNCONFIRMED')
  expect((await asked(create({ size: 2000 }, { token: first.token, reason: '  ' }))).code).toBe('RECORD_UNCONFIRMED')
  const { id } = await create({ size: 2000 }, { token: first.token, reason: '年终盘点' })
  expect((await history(id))[0]?.overridden).toEqual([
    { rule: 'large', reason: '年终盘点' },
    { rule: 'huge', reason: '年终盘点' },
  ])
  expect((await asked(create({ name: 'odd' }))).reason).toBe(true)
})

test('what blocks always wins, whatever was confirmed, and everything is told together', async () => {
  const { token } = await asked(create({ size: 2000 }))
  const refused = await asked(create({ size: 20000 }, { token, reason: 'x' }))
  expect(refused).toMatchObject({
    code: 'RECORD_INVALID',
    told: ['VALIDATION_WARNED /size Large', 'VALIDATION_WARNED  Huge', 'VALIDATION_FAILED  Absurd'],
  })
})

test('an expression gives the outcome, and anything it may not give blocks', async () => {
  expect((await asked(create({ level: 'pass' }))).code).toBe('ok')
  expect((await asked(create({ level: 'warn' }))).code).toBe('RECORD_UNCONFIRMED')
  expect((await asked(create({ level: 'reason' }))).reason).toBe(true)
  expect((await asked(create({ level: 'block' }))).code).toBe('RECORD_INVALID')
  expect((await asked(create({ level: 'whatever' }))).code).toBe('RECORD_INVALID')
})

test('a confirmation fits the same request of the same user only, for a while, and no forgery', async () => {
  const { token } = await asked(create({ size: 200 }))
  const keeper = await own.signIn(KEEPER)
  const codes = [
    await asked(create({ size: 201 }, { token })),
    await asked(create({ size: 200 }, { token }, keeper)),
    await asked(create({ size: 200 }, { token: `${token.slice(0, -2)}AA` })),
    await asked(create({ size: 200 }, { token: '' })),
    await asked(create({ size: 200 }, { token: token.replace(/^\d+/, (until) => String(Number(until) + 1)) })),
  ].map(({ code }) => code)
  expect(new Set(codes)).toEqual(new Set(['RECORD_UNCONFIRMED']))
  const { id } = await create({ size: 50 })
  const changing = await asked(change(id, { size: 200 }))
  expect((await asked(create({ size: 200 }, { token: changing.token }))).code).toBe('RECORD_UNCONFIRMED')
  await change(id, { name: 'other' })
  expect((await asked(change(id, { size: 200 }, { token: changing.token }))).code).toBe('RECORD_UNCONFIRMED')
  own.clock.set(own.clock.now() + 15 * 60 * 1000)
  expect((await asked(create({ size: 200 }, { token }))).code).toBe('RECORD_UNCONFIRMED')
})

test('a confirmation of less does not confirm more', async () => {
  const { id } = await create({ size: 1 })
  await create({ node: id }, undefined, admin, 'tre_leaf')
  const second = await asked(create({ node: id }, undefined, admin, 'tre_leaf'))
  expect(second).toMatchObject({ code: 'RECORD_UNCONFIRMED', told: ['VALIDATION_WARNED  Many leaves'] })
  await create({ node: id }, { token: second.token }, admin, 'tre_leaf')
  const plain = await asked(change(id, { size: 200 }))
  expect(plain.told).toEqual(['VALIDATION_WARNED /size Large'])
  const both = await asked(change(id, { size: 200 }, { token: plain.token }))
  expect(both).toMatchObject({
    code: 'RECORD_UNCONFIRMED',
    told: [expect.anything(), 'VALIDATION_WARNED  Many leaves'],
  })
  await change(id, { size: 200 }, { token: both.token })
  expect((await history(id))[0]?.overridden?.map(({ rule }) => rule)).toEqual(['large', 'many'])
})

test('a deletion is confirmed like any write', async () => {
  const { id } = await create({ size: 7 })
  const { token, code } = await asked(remove(id))
  expect(code).toBe('RECORD_UNCONFIRMED')
  await remove(id, { token })
  expect((await history(id))[0]?.overridden).toEqual([{ rule: 'keep', reason: null }])
})
