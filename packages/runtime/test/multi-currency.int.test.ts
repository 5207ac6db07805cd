import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRecord, describeForm, getRecord, listRecords, type RequestContext, updateRecord } from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './support/library.ts'
import { object, pack, put } from './support/nodes.ts'
import { caught } from './support/outcome.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

const CLERK = 'cl@library.test'

/** Orders of books abroad, converted at the rate of the day they were placed. */
const fields = [
  { name: 'placed', type: 'date', label: 'Placed' },
  { name: 'price', type: 'currency', label: { en: 'Price', 'zh-CN': '价格' } },
  { name: 'freight', type: 'currency', label: 'Freight' },
  { name: 'total', type: 'currency', label: 'Total', formula: 'price + freight' },
  { name: 'total_base', type: 'currency', label: 'Total base', formula: 'price__base + freight__base' },
  { name: 'remark', type: 'text', label: 'Remark' },
]
const order = object('imp_order', fields, { multiCurrency: { rateDate: 'placed' } })
const plain = object('imp_plain', [{ name: 'price', type: 'currency', label: 'Price' }])
const clerk = {
  kind: 'role',
  name: 'imp_clerk',
  label: 'Clerk',
  objects: [{ object: 'imp_order', allow: ['create', 'read', 'update'], fields: { '*': 'edit', price: 'none' } }],
}

let workshop: Workshop
let admin: RequestContext
let clerkCtx: RequestContext

beforeAll(async () => {
  workshop = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), pack('imp', [order, plain, clerk])],
    users: [...LIBRARY_USERS, { values: { name: '柯', email: CLERK }, roles: ['imp_clerk'] }],
  })
  admin = await workshop.signIn(ADMIN)
  clerkCtx = await workshop.signIn(CLERK)
  for (const [valid_from, rate] of [
    ['2026-01-01', '7'],
    ['2026-03-01', '7.123456'],
  ])
    await createRecord(workshop.deps, admin, {
      object: 'currency_rate',
      body: { currency_code: 'USD', rate: rate ?? '', valid_from: valid_from ?? '' },
    })
})

afterAll(() => workshop.close())

const make = (body: object, of = 'imp_order', ctx = admin) =>
  createRecord(workshop.deps, ctx, { object: of, body: { name: 'o', ...body } as never })
const change = (id: string, body: object, of = 'imp_order', ctx = admin) =>
  updateRecord(workshop.deps, ctx, { object: of, id, body: body as never, expected: '*' })
/** Currency and base amounts of an order. */
const bases = async (id: string, of = 'imp_order', ctx = admin) => {
  const query = { object: of, id, select: 'currency,price__base' }
  const { currency, price__base } = await getRecord(workshop.deps, ctx, query)
  return [currency, price__base]
}
const refusals = async (work: Promise<unknown>) => ((await caught(work)).issues ?? []).map((i) => [i.code, i.pointer])

describe('an amount in another currency', () => {
  test('keeps its value in the currency of the tenant, at the rate of the rate date', async () => {
    const usd = { currency: 'USD', price: '100.01' }
    expect(await bases((await make({ ...usd, placed: '2026-02-28' })).id)).toEqual(['USD', '700.07'])
    // 100.01 × 7.123456 = 712.41683…
    expect(await bases((await make({ ...usd, placed: '2026-03-01' })).id)).toEqual(['USD', '712.42'])
    expect(await bases((await make({ price: '100.01', placed: '2026-03-01' })).id)).toEqual(['CNY', '100.01'])
  })

  test('is converted again when it, its currency or its rate date changes, and left alone otherwise', async () => {
    const { id } = await make({ currency: 'USD', price: '10', placed: '2026-02-01' })
    expect(await bases(id)).toEqual(['USD', '70'])
    await change(id, { placed: '2026-03-02' })
    expect(await bases(id)).toEqual(['USD', '71.23'])
    await change(id, { price: '20' })
    expect(await bases(id)).toEqual(['USD', '142.47'])
    await change(id, { currency: 'CNY' })
    expect(await bases(id)).toEqual(['CNY', '20'])
    await change(id, { currency: null, price: null })
    expect(await bases(id)).toEqual(['CNY', null])
  })

  test('keeps the rate it was written at when the table of rates is corrected', async () => {
    await createRecord(workshop.deps, admin, {
      object: 'currency_rate',
      body: { currency_code: 'GBP', rate: '9', valid_from: '2026-01-01' },
    })
    const { id } = await make({ currency: 'GBP', price: '10', freight: '1', placed: '2026-05-01' })
    await createRecord(workshop.deps, admin, {
      object: 'currency_rate',
      body: { currency_code: 'GBP', rate: '10', valid_from: '2026-04-01' },
    })
    await change(id, { remark: 'seen' })
    expect(await bases(id)).toEqual(['GBP', '90'])
    await change(id, { freight: '2' })
    expect(
      await getRecord(workshop.deps, admin, {
        object: 'imp_order',
        id,
        select: 'price__base,freight__base,total_base',
      }),
    ).toMatchObject({
      price__base: '90',
      freight__base: '20',
      total_base: '110',
    })
  })

  test('is refused when there is no rate, naming currency and day; without an amount none is needed', async () => {
    expect(await refusals(make({ currency: 'EUR', price: '1' }))).toEqual([['CURRENCY_RATE_MISSING', '/currency']])
    expect(await refusals(make({ currency: 'USD', price: '1', placed: '2025-12-31' }))).toEqual([
      ['CURRENCY_RATE_MISSING', '/currency'],
    ])
    expect(await refusals(make({ currency: 'usd', price: '1' }))).toEqual([['FIELD_TYPE', '/currency']])
    const { id } = await make({ currency: 'EUR' })
    expect(await refusals(change(id, { freight: '0.5' }))).toEqual([['CURRENCY_RATE_MISSING', '/currency']])
  })
})

describe('a base amount', () => {
  test('cannot be written, is shown to who asks for it, and lists filter and sort by it', async () => {
    const name = 'sorted'
    await make({ name, currency: 'USD', price: '2', placed: '2026-02-01' })
    await make({ name, price: '13' })
    expect(await refusals(make({ price__base: '1' }))).toEqual([['FIELD_NOT_WRITABLE', '/price__base']])
    const query = { object: 'imp_order', where: "name = 'sorted'", limit: 9, count: 'none' } as const
    const { records } = await listRecords(workshop.deps, admin, { ...query, sort: '-price__base' })
    expect(records.map(({ price }) => price)).toEqual(['2', '13'])
    expect(records[0]).not.toHaveProperty('price__base')
    const above = await listRecords(workshop.deps, admin, { ...query, where: "name = 'sorted' and price__base > 13.5" })
    expect(above.records.map(({ price }) => price)).toEqual(['2'])
  })

  test('is hidden from who may not see the amount, wherever he asks', async () => {
    const { id } = await make({ currency: 'USD', price: '3', placed: '2026-02-01' })
    const select = { object: 'imp_order', id, select: 'price__base' }
    expect(await caught(getRecord(workshop.deps, clerkCtx, select))).toMatchObject({ code: 'FIELD_UNKNOWN' })
    const list = { object: 'imp_order', where: 'price__base > 1', limit: 1, count: 'none' } as const
    expect(await caught(listRecords(workshop.deps, clerkCtx, list))).toMatchObject({ code: 'EXPRESSION_NAME_UNKNOWN' })
    expect(await refusals(change(id, { currency: 'CNY' }, 'imp_order', clerkCtx))).toEqual([])
    expect(await bases(id)).toEqual(['CNY', '3'])
  })

  test('does not exist where records have no currency of their own', async () => {
    const { id } = await make({ price: '1' }, 'imp_plain')
    expect(await refusals(change(id, { currency: 'USD' }, 'imp_plain'))).toEqual([['FIELD_UNKNOWN', '/currency']])
    const select = { object: 'imp_plain', id, select: 'price__base' }
    expect(await caught(getRecord(workshop.deps, admin, select))).toMatchObject({ code: 'FIELD_UNKNOWN' })
  })
})

test('records of before their object had currencies are in that of the tenant', async () => {
  const old = object('imp_old', fields.slice(0, 3))
  await put(workshop, 'imp', [order, plain, clerk, old])
  const { id } = await make({ price: '5', freight: '6' }, 'imp_old')
  await put(workshop, 'imp', [order, plain, clerk, { ...old, multiCurrency: {} }])
  expect(await bases(id, 'imp_old')).toEqual([null, '5'])
  await change(id, { freight: '7' }, 'imp_old')
  expect(await bases(id, 'imp_old')).toEqual(['CNY', '5'])
})

test('a form says in which currency an amount is', async () => {
  const { definition } = await describeForm(workshop.deps, admin, { object: 'imp_order' })
  expect(definition.fields.price).toMatchObject({ currency: 'CNY', currencyFrom: 'currency' })
  expect(definition.fields.currency).toMatchObject({ widget: 'currencyCode', editable: true })
  expect(definition.fields).not.toHaveProperty('price__base')
})
