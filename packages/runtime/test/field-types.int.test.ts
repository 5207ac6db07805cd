import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRecord, getRecord, listRecords, type RequestContext, updateRecord } from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './support/library.ts'
import { ask, object, pack, put, withField } from './support/nodes.ts'
import { caught } from './support/outcome.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

const choices = (...codes: string[]) => codes.map((code) => ({ code, label: code }))

/** A library's rooms, with a field of each type that the books have not. */
const room = object('exh_room', [
  { name: 'mark', type: 'rating', label: 'Mark' },
  {
    name: 'uses',
    type: 'multiPicklist',
    label: 'Uses',
    max: 3,
    values: choices('talks', 'films', 'NULL', 'games'),
  },
  { name: 'wing', type: 'picklist', label: 'Wing', values: choices('east', 'west') },
  {
    name: 'shelf',
    type: 'picklist',
    label: 'Shelf',
    values: choices('e1', 'e2', 'w1'),
    dependsOn: { field: 'wing', map: { east: ['e1', 'e2'], west: ['w1'] } },
  },
  { name: 'about', type: 'richText', label: 'About', required: "name = 'About'" },
  { name: 'place', type: 'address', label: 'Place' },
  { name: 'opens', type: 'time', label: 'Opens', default: '08:30' },
  { name: 'closes', type: 'time', label: 'Closes' },
  { name: 'visit', type: 'duration', label: 'Visit', min: 0, default: '900' },
  { name: 'three_visits', type: 'duration', label: 'Three', formula: 'visit * 3' },
  { name: 'plan', type: 'json', label: 'Plan', maxBytes: 200 },
  { name: 'about_length', type: 'integer', label: 'Length', formula: 'length(about)' },
])

let workshop: Workshop
let admin: RequestContext

beforeAll(async () => {
  workshop = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), pack('exh', [room])],
    users: LIBRARY_USERS,
  })
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

const make = (body: object, ctx = admin) =>
  createRecord(workshop.deps, ctx, { object: 'exh_room', body: { name: 'Room', ...body } as never })
const change = (id: string, body: object) =>
  updateRecord(workshop.deps, admin, { object: 'exh_room', id, body: body as never, expected: '*' })
const read = (id: string) => getRecord(workshop.deps, admin, { object: 'exh_room', id })
const find = async (where: string, sort = 'name') => {
  const query = { object: 'exh_room', where, sort, limit: 50, count: 'exact' } as const
  const { records, count } = await listRecords(workshop.deps, admin, query)
  expect(count?.value).toBe(records.length)
  return records.map(({ name }) => name)
}
const refusals = async (work: Promise<unknown>) => {
  const { issues } = await caught(work)
  return (issues ?? []).map(({ code, pointer }) => [code, pointer])
}

describe('a rating', () => {
  test('is a number that lists filter and sort by', async () => {
    for (const mark of [3, 5, null, 1]) await make({ name: `mark ${mark}`, mark })
    expect(await find("name starts_with 'mark' and mark >= 3")).toEqual(['mark 3', 'mark 5'])
    expect(await find("name starts_with 'mark'", '-mark')).toEqual(['mark 5', 'mark 3', 'mark 1', 'mark null'])
  })

  test('is refused outside its stars', async () => {
    expect(await refusals(make({ mark: 6 }))).toEqual([['FIELD_OUT_OF_RANGE', '/mark']])
  })
})

describe('several choices', () => {
  test('are kept once each, in the order of their list, and blank when there are none', async () => {
    const made = await make({ uses: ['NULL', 'talks', 'NULL'] })
    expect(made.uses).toEqual(['talks', 'NULL'])
    expect((await read(made.id)).uses).toEqual(['talks', 'NULL'])
    expect((await change(made.id, { uses: [] })).uses).toBeNull()
  })

  test('that were sent again in another order change nothing', async () => {
    const { id, version } = await make({ uses: ['talks', 'films'] })
    expect((await change(id, { uses: ['films', 'talks'] })).version).toBe(version)
    expect((await change(id, { uses: ['films'] })).version).toBe(version + 1)
  })

  test('are found by any, all and none of them', async () => {
    await make({ name: 'u1', uses: ['talks', 'films'] })
    await make({ name: 'u2', uses: ['films'] })
    await make({ name: 'u3' })
    const among = (condition: string) => find(`name starts_with 'u' and ${condition}`)
    expect(await among("('talks' in uses or 'films' in uses)")).toEqual(['u1', 'u2'])
    expect(await among("('talks' in uses and 'films' in uses)")).toEqual(['u1'])
    expect(await among("not ('talks' in uses)")).toEqual(['u2', 'u3'])
    expect(await among('is_blank(uses)')).toEqual(['u3'])
  })

  test('are refused when there are too many or one is unknown', async () => {
    expect(await refusals(make({ uses: ['talks', 'films', 'games', 'NULL'] }))).toEqual([['FIELD_ITEM_COUNT', '/uses']])
    expect(await refusals(make({ uses: ['sleep'] }))).toEqual([['FIELD_CHOICE', '/uses']])
  })

  test('keep their former values in history', async () => {
    const { id } = await make({ uses: ['talks', 'games'] })
    await change(id, { uses: ['films'] })
    const [row] = await ask(
      workshop,
      `select before::text from "${workshop.tenant.schema}"._history where record_id = '${id}'`,
    )
    expect(row?.before).toContain('{talks,games}')
  })

  test('that are retired stay where they are and are taken nowhere else', async () => {
    const { id } = await make({ name: 'retired', uses: ['talks', 'games'] })
    const values = [...choices('talks', 'films', 'NULL'), { code: 'games', label: 'games', active: false }]
    await put(workshop, 'exh', [withField(room, 'uses', (field) => ({ ...field, values }))])
    expect((await change(id, { uses: ['games', 'films'] })).uses).toEqual(['films', 'games'])
    expect(await refusals(make({ uses: ['games'] }))).toEqual([['FIELD_CHOICE', '/uses']])
  })
})

describe('a choice that depends on another', () => {
  test('is judged on every path: when made, when changed, when the other field moves away from under it', async () => {
    expect(await refusals(make({ wing: 'west', shelf: 'e1' }))).toEqual([['FIELD_DEPENDENT_CHOICE', '/shelf']])
    expect(await refusals(make({ shelf: 'e1' }))).toEqual([['FIELD_DEPENDENT_CHOICE', '/shelf']])
    const { id } = await make({ wing: 'east', shelf: 'e1' })
    expect(await refusals(change(id, { shelf: 'w1' }))).toEqual([['FIELD_DEPENDENT_CHOICE', '/shelf']])
    expect(await refusals(change(id, { wing: 'west' }))).toEqual([['FIELD_DEPENDENT_CHOICE', '/shelf']])
    expect(await change(id, { wing: 'west', shelf: 'w1' })).toMatchObject({ wing: 'west', shelf: 'w1' })
    expect(await change(id, { wing: 'east', shelf: null })).toMatchObject({ wing: 'east', shelf: null })
  })

  test('that was allowed once does not hold up other changes', async () => {
    const { id } = await make({ wing: 'east', shelf: 'e2' })
    const map = { east: ['e1'], west: ['w1'] }
    const narrower = withField(room, 'shelf', (field) => ({ ...field, dependsOn: { field: 'wing', map } }))
    await put(workshop, 'exh', [narrower])
    expect(await change(id, { mark: 2 })).toMatchObject({ mark: 2, shelf: 'e2' })
    expect(await refusals(change(id, { wing: 'west' }))).toEqual([['FIELD_DEPENDENT_CHOICE', '/shelf']])
  })
})

describe('rich text', () => {
  test('is stored cleaned on every path, and words are what rules, formulas and filters see', async () => {
    const { id, ...made } = await make({
      name: 'r1',
      about: '<p onclick="x()">A <b>bright</b> room<script>x()</script></p>',
    })
    expect(made).toMatchObject({ about: '<p>A <strong>bright</strong> room</p>', about_length: 13 })
    expect(await change(id, { about: '<a href="javascript:x()">dark</a>' })).toMatchObject({ about: '<a>dark</a>' })
    expect(await read(id)).toMatchObject({ about: '<a>dark</a>', about_length: 4 })
    await make({ name: 'r2', about: '<p>strong light</p>' })
    expect(await find("name starts_with 'r' and about contains 'STRONG'")).toEqual(['r2'])
    expect(await find("name starts_with 'r' and length(about) = 4")).toEqual(['r1'])
  })

  test('without a word is blank', async () => {
    expect((await make({ about: '<p>&nbsp;</p><br>' })).about).toBeNull()
    expect(await refusals(make({ name: 'About', about: '<p></p>' }))).toEqual([['FIELD_REQUIRED', '/about']])
  })

  test('sent again as it was answered changes nothing', async () => {
    const { id, version, about } = await make({ about: '<p>a & b</p>' })
    expect((await change(id, { about })).version).toBe(version)
  })
})

describe('an address', () => {
  const place = {
    country: 'CN',
    province: '广东省',
    city: '深圳市',
    district: null,
    street: '科技园路 1 号',
    postcode: null,
  }

  test('keeps its parts, blank ones as null, and is found by its words', async () => {
    const { id, ...made } = await make({ name: 'a1', place: { ...place, district: '' } })
    expect(made.place).toEqual(place)
    expect((await read(id)).place).toEqual(place)
    await make({ name: 'a2', place: { city: '广州市' } })
    expect(await find("name starts_with 'a' and place contains '深圳'")).toEqual(['a1'])
    expect(await find("name starts_with 'a' and is_blank(place)")).toEqual([])
    expect((await change(id, { place: {} })).place).toBeNull()
    expect(await find("name starts_with 'a' and is_blank(place)")).toEqual(['a1'])
  })

  test('that is the same in another order changes nothing', async () => {
    const { id, version } = await make({ place })
    expect((await change(id, { place: Object.fromEntries(Object.entries(place).reverse()) as never })).version).toBe(
      version,
    )
    expect((await change(id, { place: { ...place, city: '珠海市' } })).version).toBe(version + 1)
  })
})

describe('a JSON value', () => {
  test('comes back as it went in, also when it looks like a reference', async () => {
    for (const plan of [{ by: 'x' }, [1, { a: [true, null] }], { id: 'a', 'k"': '\\', 深: 1.5 }]) {
      const { id } = await make({ plan })
      expect((await read(id)).plan).toEqual(plan)
    }
  })

  test('changes only when it says something else, and can be asked for being there', async () => {
    const { id, version } = await make({ name: 'j1', plan: { a: 1, b: 2 } })
    expect((await change(id, { plan: { b: 2, a: 1 } })).version).toBe(version)
    expect((await change(id, { plan: { a: 1 } })).version).toBe(version + 1)
    await make({ name: 'j2' })
    expect(await find("name starts_with 'j' and not is_blank(plan)")).toEqual(['j1'])
  })

  test('is refused when it is large, or no object or list', async () => {
    expect(await refusals(make({ plan: { a: 'x'.repeat(300) } }))).toEqual([['FIELD_JSON_SIZE', '/plan']])
    expect(await refusals(make({ plan: 'text' }))).toEqual([['FIELD_TYPE', '/plan']])
  })

  test('cannot be compared, sorted by or searched in', async () => {
    for (const where of ["plan contains 'a'", 'plan = plan', 'plan > 1'])
      expect(await caught(find(where))).toMatchObject({ code: 'EXPRESSION_TYPE' })
    expect(await caught(find('true', 'plan'))).toMatchObject({ code: 'FIELD_NOT_SORTABLE' })
  })
})

describe('a time of day', () => {
  test('is answered to the second, and lists filter and sort by it', async () => {
    const { id, ...made } = await make({ name: 't1', closes: '17:05' })
    expect(made).toMatchObject({ opens: '08:30:00', closes: '17:05:00' })
    await make({ name: 't2', opens: '10:00:30', closes: '09:00' })
    await make({ name: 't3', opens: null })
    const among = (condition: string, sort?: string) => find(`name starts_with 't' and ${condition}`, sort)
    expect(await among("opens >= '10:00'")).toEqual(['t2'])
    expect(await among('closes < opens')).toEqual(['t2'])
    expect(await among("opens between '08:00' and '09:00'")).toEqual(['t1'])
    expect(await among('true', '-opens')).toEqual(['t2', 't1', 't3'])
    expect((await change(id, { closes: '17:05:00' })).version).toBe(1)
    expect(await refusals(change(id, { closes: '24:00' }))).toEqual([['FIELD_TYPE', '/closes']])
  })
})

describe('a duration', () => {
  test('is seconds as exact text, and is asked about as people write it', async () => {
    expect(await make({ name: 'd1' })).toMatchObject({ visit: '900', three_visits: '2700' })
    expect(await make({ name: 'd2', visit: '5400.125' })).toMatchObject({
      visit: '5400.125',
      three_visits: '16200.375',
    })
    const among = (condition: string, sort?: string) => find(`name starts_with 'd' and ${condition}`, sort)
    expect(await among("visit > '15min'")).toEqual(['d2'])
    expect(await among("visit in ('15min', '1d')")).toEqual(['d1'])
    expect(await among("three_visits = '45min'")).toEqual(['d1'])
    expect(await among('true', '-visit')).toEqual(['d2', 'd1'])
    expect(await caught(among("visit > '1mo'"))).toMatchObject({ code: 'EXPRESSION_LITERAL' })
    expect(await caught(among('visit > 5'))).toMatchObject({ code: 'EXPRESSION_TYPE' })
    expect(await refusals(make({ visit: '-1' }))).toEqual([['FIELD_OUT_OF_RANGE', '/visit']])
  })
})
