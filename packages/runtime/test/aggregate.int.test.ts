import type { Json } from '@huozi/core'
import type { Package } from '@huozi/metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AggregateRequest,
  aggregateRecords,
  createRecord,
  deleteRecord,
  type RequestContext,
} from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary, READER } from './support/library.ts'
import { object, pack } from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

const CLERK = 'ke@library.test'

const parcels = pack('ag', [
  object('ag_depot', [{ name: 'secret', type: 'text', label: 'Secret' }]),
  object('ag_parcel', [
    { name: 'depot', type: 'lookup', label: 'Depot', object: 'ag_depot', inverse: 'parcels' },
    { name: 'weight', type: 'number', label: 'Weight', scale: 10 },
    { name: 'pieces', type: 'integer', label: 'Pieces' },
    { name: 'sent_at', type: 'datetime', label: 'Sent' },
    { name: 'day', type: 'date', label: 'Day' },
    { name: 'fragile', type: 'boolean', label: 'Fragile' },
    { name: 'hidden', type: 'number', label: 'Hidden' },
    { name: 'payload', type: 'json', label: 'Payload' },
    { name: 'double', type: 'number', label: 'Double', scale: 10, formula: 'weight * 2' },
  ]),
])

/** Sees the light parcels, no depot, and not the field `hidden`. */
const desk: Package = {
  manifest: { kind: 'package', name: 'desk', version: '1.0.0', prefix: 'desk', label: 'Desk' },
  documents: [
    {
      kind: 'role',
      name: 'desk_clerk',
      label: 'Clerk',
      objects: [{ object: 'ag_parcel', allow: ['read'], rows: { '*': 'weight < 10' }, fields: { hidden: 'none' } }],
    },
  ],
}

let own: Workshop
let admin: RequestContext
let clerk: RequestContext
let depots: readonly string[]

const make = async (name: string, body: object) =>
  (await createRecord(own.deps, admin, { object: name, body: body as Json })).id

beforeAll(async () => {
  own = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), parcels, desk],
    users: [...LIBRARY_USERS, { values: { name: '柯', email: CLERK }, roles: ['desk_clerk'] }],
  })
  admin = await own.signIn(ADMIN)
  clerk = await own.signIn(CLERK)
  depots = [await make('ag_depot', { name: '北', secret: 'x' }), await make('ag_depot', { name: '安', secret: 'y' })]
  const [north, peace] = depots
  const bodies = [
    { depot: north, weight: '0.1', pieces: 1, sent_at: '2026-01-31T15:59:59Z', day: '2026-01-31', hidden: '5' },
    { depot: north, weight: '0.2', pieces: 2, sent_at: '2026-01-31T16:00:00Z', day: '2026-04-01', fragile: true },
    { depot: peace, weight: '99999999.0000000001', pieces: 9007199254740991, day: '2026-04-01', hidden: '7' },
    { weight: null, pieces: 9007199254740991, day: null },
  ]
  for (const [at, body] of bodies.entries()) await make('ag_parcel', { name: `P${at}`, ...body })
  const gone = await make('ag_parcel', { name: 'gone', weight: '5', depot: north })
  await deleteRecord(own.deps, admin, { object: 'ag_parcel', id: gone, expected: '*' })
})

afterAll(() => own.close())

const ask = (query: Partial<AggregateRequest>, ctx = admin) =>
  aggregateRecords(own.deps, ctx, { object: 'ag_parcel', limit: 100, measures: { n: { count: null } }, ...query })
const groups = async (query: Partial<AggregateRequest>, ctx = admin) => (await ask(query, ctx)).groups

describe('figures', () => {
  test('are exact, whatever their size, and blanks do not count', async () => {
    const measures = {
      n: { count: null },
      filled: { count: 'weight' },
      sum: { sum: 'weight' },
      mean: { avg: 'weight' },
      least: { min: 'weight' },
      most: { max: 'weight' },
      pieces: { sum: 'pieces' },
      doubled: { sum: 'double' },
      product: { sum: 'weight * pieces' },
      days: { countDistinct: 'day' },
      first: { min: 'day' },
      name: { max: 'name' },
    }
    expect(await groups({ measures, where: 'is_blank(weight) or weight < 10' })).toEqual([
      {
        n: 3,
        filled: 2,
        sum: '0.3',
        mean: '0.15',
        least: '0.1',
        most: '0.2',
        pieces: '9007199254740994',
        doubled: '0.6',
        product: '0.5',
        days: 2,
        first: '2026-01-31',
        name: 'P3',
      },
    ])
    const [all] = await groups({ measures: { sum: { sum: 'weight' }, pieces: { sum: 'pieces' } } })
    expect(all).toEqual({ sum: '99999999.3000000001', pieces: '18014398509481985' })
  })

  test('of nothing are 0 or blank, and of no group there are none', async () => {
    const measures = { n: { count: null }, sum: { sum: 'weight' }, mean: { avg: 'weight' }, most: { max: 'weight' } }
    expect(await groups({ measures, where: 'false' })).toEqual([{ n: 0, sum: '0', mean: null, most: null }])
    expect(await groups({ measures, where: 'false', groupBy: ['day'] })).toEqual([])
  })
})

describe('groups', () => {
  test('by a reference carry its name, sorted as the tenant sorts, blanks last', async () => {
    expect(await groups({ groupBy: ['depot'] })).toEqual([
      { depot: { id: depots[1], label: '安' }, n: 1 },
      { depot: { id: depots[0], label: '北' }, n: 2 },
      { depot: null, n: 1 },
    ])
  })

  test('by a period begin by the clock of the tenant', async () => {
    const month = { value: 'sent_at', by: 'month', name: 'month' }
    expect(await groups({ groupBy: [month] })).toEqual([
      { month: '2026-01-01', n: 1 },
      { month: '2026-02-01', n: 1 },
      { month: null, n: 2 },
    ])
    for (const [by, first] of [
      ['day', '2026-01-31'],
      ['week', '2026-01-26'],
      ['quarter', '2026-01-01'],
      ['year', '2026-01-01'],
    ]) {
      const [earliest] = await groups({ groupBy: [{ value: 'sent_at', by: by ?? '', name: 'at' }] })
      expect([by, earliest?.at]).toEqual([by, first])
    }
  })

  test('by several expressions are chosen by their figures and sorted by name of key or figure', async () => {
    const asked = {
      groupBy: ['depot.name', { value: "if(weight > 1, 'big', 'small')", name: 'size' }],
      measures: { n: { count: null }, sum: { sum: 'weight' } },
    }
    expect(await groups({ ...asked, sort: '-n,size' })).toEqual([
      { 'depot.name': '北', size: 'small', n: 2, sum: '0.3' },
      { 'depot.name': '安', size: 'big', n: 1, sum: '99999999.0000000001' },
      { 'depot.name': null, size: 'small', n: 1, sum: '0' },
    ])
    expect(await groups({ ...asked, having: 'sum > 0 and n < 2' })).toHaveLength(1)
    expect(await ask({ ...asked, limit: 2 })).toMatchObject({ more: true, groups: [{}, {}] })
    expect(await ask({ ...asked, limit: 3 })).toMatchObject({ more: false })
  })

  test('by an integer and a truth carry them as records do', async () => {
    expect(await groups({ groupBy: ['pieces', 'fragile'], where: 'pieces < 10' })).toEqual([
      { pieces: 1, fragile: null, n: 1 },
      { pieces: 2, fragile: true, n: 1 },
    ])
  })
})

describe('a reader', () => {
  test('has figures of what he sees only', async () => {
    expect(await groups({ measures: { n: { count: null }, sum: { sum: 'weight' } } }, clerk)).toEqual([
      { n: 2, sum: '0.3' },
    ])
  })

  test('has no figure, group or condition over a field he may not see', async () => {
    const hidden: readonly Partial<AggregateRequest>[] = [
      { groupBy: ['hidden'] },
      { groupBy: [{ value: 'hidden', name: 'h' }] },
      { measures: { h: { sum: 'hidden' } } },
      { measures: { h: { max: 'hidden + 0' } } },
      { where: 'hidden > 6' },
      { groupBy: ['depot.secret'] },
      { groupBy: ['depot.name'] },
    ]
    for (const query of hidden) {
      expect([query, await outcome(ask(query, clerk))]).toEqual([
        query,
        expect.stringMatching(/^EXPRESSION_(NAME_UNKNOWN|TYPE)$/),
      ])
    }
  })

  test('of an object without its targets is told the ids he sees in records anyway, without names', async () => {
    expect(await groups({ groupBy: ['depot'] }, clerk)).toEqual([{ depot: { id: depots[0], label: null }, n: 2 }])
  })

  test('who may not read the object has none', async () => {
    expect(await outcome(ask({}, await own.signIn(READER)))).toBe('OBJECT_NOT_FOUND')
  })
})

describe('what cannot be asked', () => {
  test.each<[string, Partial<AggregateRequest>, string]>([
    ['no figure', { measures: {} }, '/measures'],
    ['two functions', { measures: { a: { sum: 'weight', max: 'weight' } } }, '/measures/a'],
    ['an unknown function', { measures: { a: { median: 'weight' } } }, '/measures/a'],
    ['a name that is none', { measures: { __proto: { count: null } } }, '/measures/__proto'],
    ['one name twice', { groupBy: ['day'], measures: { day: { count: null } } }, '/measures'],
    ['an unknown period', { groupBy: [{ value: 'day', by: 'decade' }] }, '/groupBy/0/by'],
    ['more than is known', { groupBy: [{ value: 'day', per: 'year' }] }, '/groupBy/0/per'],
    ['an order by what is not there', { sort: 'weight' }, '/sort'],
    ['groups that are no list', { groupBy: { a: 1 } }, '/groupBy'],
  ])('%s is refused where it stands', async (_, query, pointer) => {
    expect(await caught(ask(query))).toMatchObject({ code: 'REQUEST_SHAPE', pointer })
  })

  test.each<[Partial<AggregateRequest>, string]>([
    [{ groupBy: ['payload'] }, 'FIELD_NOT_GROUPABLE'],
    [{ groupBy: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'REQUEST_TOO_BROAD'],
    [{ measures: { a: { sum: 'name' } } }, 'AGGREGATE_TYPE'],
    [{ measures: { a: { max: 'depot' } } }, 'AGGREGATE_TYPE'],
    [{ measures: { a: { sum: 'pg_sleep(9)' } } }, 'EXPRESSION_NAME_UNKNOWN'],
    [{ groupBy: ["name'; drop table x; --"] }, 'EXPRESSION_SYNTAX'],
    [{ having: 'weight > 1' }, 'EXPRESSION_NAME_UNKNOWN'],
    [{ having: "me.name = 'Ada'" }, 'EXPRESSION_SCOPE'],
    [
      { measures: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`m${at}`, { count: null }])) },
      'REQUEST_TOO_BROAD',
    ],
  ])('%j gives %s', async (query, code) => {
    expect(await outcome(ask(query))).toBe(code)
  })
})

test('figures that take longer than two seconds are given up', async () => {
  const { model } = await own.deps.views.current(admin)
  const holder = await own.deps.database.connect()
  try {
    await holder.query('begin')
    await holder.query(`lock table "${admin.tenant.schema}"."${model.objects.get('ag_parcel')?.table}"`)
    expect(await outcome(ask({}))).toBe('QUERY_TIMEOUT')
  } finally {
    await holder.end()
  }
})
