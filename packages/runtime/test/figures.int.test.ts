import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, getRecord, listRecords, type RequestContext } from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './support/library.ts'
import { object, pack } from './support/nodes.ts'
import { caught } from './support/outcome.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

const CODES = ['talks', 'films', 'games'].map((code) => ({ code, label: code }))
const TIERS = '[0, 1000, 5000], [10, 5, 1]'

/** Donations to a library, with figures that go through lists. */
const donation = {
  ...object('dnt_gift', [
    { name: 'code', type: 'text', label: 'Code' },
    { name: 'value', type: 'number', label: 'Value', scale: 2 },
    { name: 'given', type: 'date', label: 'Given' },
    { name: 'uses', type: 'multiPicklist', label: 'Uses', values: CODES },
    {
      name: 'thanks',
      type: 'number',
      label: 'Thanks',
      scale: 4,
      formula: `round(tier_marginal(value, ${TIERS}) / 100, 2)`,
    },
    {
      name: 'circle',
      type: 'text',
      label: 'Circle',
      formula: "band(value, [0, 1000, 5000], ['friend', 'patron', 'founder'])",
    },
    { name: 'period', type: 'text', label: 'Period', formula: "period_of(given, 'half')" },
    { name: 'first_part', type: 'number', label: 'First', scale: 2, formula: 'first(allocate(value, [1, 1, 1]))' },
    { name: 'purpose', type: 'text', label: 'Purpose', formula: "concat(filter(uses, $item != 'games'), ' + ')" },
  ]),
  validations: [
    {
      name: 'code_form',
      failWhen: "not is_blank(code) and not matches(code, '^[A-Z]{2}-\\d{4}$')",
      field: 'code',
      message: { en: 'Two letters and four digits', 'zh-CN': '两个字母加四位数字' },
    },
  ],
}

let workshop: Workshop
let admin: RequestContext

beforeAll(async () => {
  workshop = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), pack('dnt', [donation])],
    users: LIBRARY_USERS,
  })
  admin = await workshop.signIn(ADMIN)
  await make({ name: 'a', value: '10000.01', given: '2026-06-30', uses: ['talks', 'games', 'films'], code: 'AB-1234' })
  await make({ name: 'b', value: '1000', given: '2026-07-01', uses: ['games'] })
  await make({ name: 'c', value: null })
})

afterAll(() => workshop.close())

const make = (body: object) => createRecord(workshop.deps, admin, { object: 'dnt_gift', body: body as never })
const find = async (where: string, sort = 'name') => {
  const query = { object: 'dnt_gift', where, sort, limit: 50, count: 'exact' } as const
  const { records, count } = await listRecords(workshop.deps, admin, query)
  expect(count?.value).toBe(records.length)
  return records.map(({ name }) => name)
}

test('figures over tiers, bands, splits and lists are shown with a record', async () => {
  const { id } = await make({ name: 'd', value: '10000.01', given: '2026-06-30', uses: ['talks', 'games', 'films'] })
  expect(await getRecord(workshop.deps, admin, { object: 'dnt_gift', id })).toMatchObject({
    ...{ thanks: '350', circle: 'founder', period: '2026-H1', first_part: '3333.34', purpose: 'talks + films' },
  })
  const { id: blank } = await make({ name: 'e' })
  expect(await getRecord(workshop.deps, admin, { object: 'dnt_gift', id: blank })).toMatchObject({
    ...{ thanks: null, circle: null, period: null, first_part: null, purpose: null },
  })
})

test('lists filter and sort by them', async () => {
  const among = "name in ('a', 'b', 'c')"
  expect(await find(`${among} and circle = 'patron'`)).toEqual(['b'])
  expect(await find(`${among} and period < '2026-H2'`)).toEqual(['a'])
  expect(await find(`${among} and thanks > 99`, '-thanks')).toEqual(['a', 'b'])
  expect(await find(`${among} and purpose contains 'FILMS'`)).toEqual(['a'])
})

test('a filter may go through a list itself', async () => {
  const among = "name in ('a', 'b', 'c')"
  expect(await find(`${among} and any(uses, $item in ('talks', 'films'))`)).toEqual(['a'])
  expect(await find(`${among} and not all(uses, $item = 'games')`)).toEqual(['a'])
  expect(await find(`${among} and count(uses) >= 1 and order(first(uses)) = 3`)).toEqual(['b'])
  expect(await find(`${among} and median([value, 0, 4]) > 3`)).toEqual(['a', 'b'])
  expect(await find(`${among} and matches(code, '^A.-[0-9]+$')`)).toEqual(['a'])
  expect(await find(`${among} and not matches(code, '^A')`)).toEqual(['b', 'c'])
})

test('a rule refuses what a pattern does not fit', async () => {
  const { issues } = await caught(make({ name: 'f', code: 'ab-1234' }))
  expect(issues?.map(({ pointer }) => pointer)).toEqual(['/code'])
})
