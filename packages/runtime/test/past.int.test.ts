import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRecord,
  deleteRecord,
  getPastRecord,
  getRecord,
  publish,
  type RequestContext,
  restoreRecord,
  restoreVersion,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, READER } from './support/library.ts'
import { fresh, inOwnTenant, nodeWords, object, openNodes, pack, put, WORKER } from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext
const { make, change } = nodeWords(() => ({ workshop, admin }))

const whole = object('past_whole', [{ name: 'rate', type: 'number', label: 'R', precision: 8, scale: 2 }])
const part = object('past_part', [
  { name: 'whole', type: 'lookup', label: 'W', object: 'past_whole', inverse: 'parts' },
  { name: 'about', type: 'lookup', label: 'A', objects: ['past_whole', 'rev_node'] },
  { name: 'size', type: 'integer', label: 'S' },
  { name: 'price', type: 'currency', label: 'P' },
  { name: 'due', type: 'date', label: 'D' },
  { name: 'done', type: 'boolean', label: 'B' },
  { name: 'kinds', type: 'multiPicklist', label: 'K', values: ['a', 'b', 'c'].map((code) => ({ code, label: code })) },
  { name: 'extra', type: 'json', label: 'J' },
  { name: 'text', type: 'richText', label: 'T' },
  { name: 'cost', type: 'currency', label: 'C', formula: 'round(price * whole.rate, 2)' },
  { name: 'late', type: 'boolean', label: 'L', formula: 'due < today()' },
  { name: 'twice', type: 'integer', label: 'X', formula: 'size * 2' },
])
const counted = object('past_counted', [
  { name: 'many', type: 'integer', label: 'M', formula: 'count(of)' },
  { name: 'plain', type: 'text', label: 'P' },
])
const of = object('past_of', [{ name: 'to', type: 'lookup', label: 'T', object: 'past_counted', inverse: 'of' }])
const forgetful = object('past_forgetful', [{ name: 'size', type: 'integer', label: 'S' }], { history: false })

beforeAll(async () => {
  workshop = await openNodes()
  admin = await workshop.signIn(ADMIN)
  await put(workshop, 'past', [whole, part, counted, of, forgetful])
})

afterAll(() => workshop.close())

const create = (name: string, body: object = {}) =>
  createRecord(workshop.deps, admin, { object: name, body: { name: fresh(), ...body } as never })
const asOf = (name: string, id: string, at: number | string, ctx = admin, select?: string) =>
  getPastRecord(workshop.deps, ctx, { object: name, id, asOf: new Date(at).toISOString(), select })
const now = () => workshop.clock.now()
const tick = (ms = 1000) => workshop.clock.set(now() + ms)

const MINUTE = 60_000
const values = fc.record(
  {
    size: fc.option(fc.integer({ min: -5, max: 5 })),
    price: fc.option(fc.constantFrom('1', '2.50', '1234567.89', '0.1')),
    due: fc.option(fc.constantFrom('2020-01-01', '2026-11-22', '2030-05-05')),
    done: fc.option(fc.boolean()),
    kinds: fc.option(fc.subarray(['a', 'b', 'c'])),
    extra: fc.option(fc.constantFrom({ a: 1 }, ['x'], { b: { c: null } })),
    text: fc.option(fc.constantFrom('<p>a</p>', '<p>b <b>c</b></p>')),
    whole: fc.option(fc.constantFrom(0, 1)),
    about: fc.option(fc.constantFrom(0, 1)),
  },
  { requiredKeys: [] },
)
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('update' as const), values }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rate' as const),
      of: fc.constantFrom(0, 1),
      rate: fc.constantFrom('1', '1.13', '2'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('version' as const), back: fc.integer({ min: 1, max: 6 }) }) },
)

test('whatever was done to a record, it can be read as it was at every instant', async () => {
  const wholes = [await create('past_whole', { rate: '1' }), await create('past_whole', { rate: '3.5' })]
  const wholeAt = (index: unknown) => (typeof index === 'number' ? (wholes[index]?.id ?? null) : null)
  const told = ({ whole: to, about, ...rest }: Record<string, unknown>) => ({
    ...rest,
    ...(to !== undefined && { whole: wholeAt(to) }),
    ...(about !== undefined && { about: about === null ? null : { object: 'past_whole', id: wholeAt(about) } }),
  })
  const perform = async (
    id: string,
    version: number,
    action: typeof step extends fc.Arbitrary<infer T> ? T : never,
  ) => {
    const { deps } = workshop
    if (action.do === 'update')
      return updateRecord(deps, admin, { object: 'past_part', id, body: told(action.values) as never, expected: '*' })
    if (action.do === 'rate')
      return updateRecord(deps, admin, {
        object: 'past_whole',
        id: wholeAt(action.of) ?? '',
        body: { rate: action.rate },
        expected: '*',
      })
    if (action.do === 'delete') return deleteRecord(deps, admin, { object: 'past_part', id, expected: '*' })
    if (action.do === 'restore') return restoreRecord(deps, admin, { object: 'past_part', id })
    return restoreVersion(deps, admin, {
      object: 'past_part',
      id,
      version: Math.max(1, version - action.back),
      expected: '*',
    })
  }
  const truthOf = (id: string) => getRecord(workshop.deps, admin, { object: 'past_part', id }).catch(() => null)
  await fc.assert(
    fc.asyncProperty(values, fc.array(step, { maxLength: 12 }), async (first, steps) => {
      tick(MINUTE)
      const before = now() - 1
      const { id } = await create('past_part', told(first))
      const truths = [{ at: now(), record: await truthOf(id) }]
      for (const action of steps) {
        tick(MINUTE)
        const version = truths.findLast(({ record }) => record !== null)?.record?.version ?? 1
        const code = await outcome(perform(id, version, action))
        expect(['ok', 'RECORD_NOT_FOUND', 'RECORD_NOT_DELETED']).toContain(code)
        truths.push({ at: now(), record: await truthOf(id) })
      }
      tick(MINUTE)
      expect(await outcome(asOf('past_part', id, before))).toBe('RECORD_NOT_FOUND')
      for (const { at, record } of truths) {
        for (const instant of [at, at + MINUTE - 1]) {
          const past = await asOf('past_part', id, instant).catch((error: { code: string }) => error.code)
          expect(past).toEqual(record ?? 'RECORD_NOT_FOUND')
        }
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('a formula is computed from the values of then, with that instant as today', async () => {
  const { id } = await create('past_part', { due: new Date(now() + 36 * 3_600_000).toISOString().slice(0, 10) })
  const then = now()
  tick(96 * 3_600_000)
  expect(await getRecord(workshop.deps, admin, { object: 'past_part', id })).toMatchObject({ late: true })
  expect(await asOf('past_part', id, then)).toMatchObject({ late: false })
})

test('a formula over collections is left out, since nothing tells what they held', async () => {
  const { id } = await create('past_counted')
  await create('past_of', { to: id })
  expect(await getRecord(workshop.deps, admin, { object: 'past_counted', id })).toMatchObject({ many: 1 })
  const past = await asOf('past_counted', id, now())
  expect(past).toHaveProperty('plain', null)
  expect(past).not.toHaveProperty('many')
})

test('where history is not kept the past is not made up', async () => {
  const { id } = await create('past_forgetful', { size: 1 })
  const then = now()
  tick()
  await updateRecord(workshop.deps, admin, { object: 'past_forgetful', id, body: { size: 2 }, expected: 1 })
  expect(await outcome(asOf('past_forgetful', id, then))).toBe('RECORD_PAST_UNKNOWN')
  expect(await asOf('past_forgetful', id, now())).toMatchObject({ size: 2 })
})

test('versions missed while history was switched off are not skipped over', () =>
  inOwnTenant(async (own, boss) => {
    const publishWith = (kept: boolean) =>
      publish(own.deps, own.system, {
        message: 'x',
        changes: [
          {
            name: 'gap',
            layer: pack('gap', [
              object('gap_thing', [{ name: 'size', type: 'integer', label: 'S' }], { history: kept }),
            ]),
          },
        ],
      })
    await publishWith(true)
    const { id } = await createRecord(own.deps, boss, { object: 'gap_thing', body: { name: 'x', size: 1 } })
    const set = async (size: number) => {
      own.clock.set(own.clock.now() + 1000)
      await updateRecord(own.deps, boss, { object: 'gap_thing', id, body: { size }, expected: '*' })
      return own.clock.now()
    }
    const first = await set(2)
    await publishWith(false)
    const missed = await set(3)
    await publishWith(true)
    const last = await set(4)
    const at = (ms: number) =>
      getPastRecord(own.deps, boss, { object: 'gap_thing', id, asOf: new Date(ms).toISOString() })
    expect(await outcome(at(first))).toBe('RECORD_PAST_UNKNOWN')
    expect(await outcome(at(missed))).toBe('RECORD_PAST_UNKNOWN')
    expect(await at(last)).toMatchObject({ size: 4 })
    expect(await outcome(restoreVersion(own.deps, boss, { object: 'gap_thing', id, version: 3, expected: '*' }))).toBe(
      'RECORD_PAST_UNKNOWN',
    )
  }))

test('the rights of today decide what is seen of the past', async () => {
  const { id } = await make({ secret: 'hush', other: 'x' })
  const then = now()
  tick()
  await change(id, { secret: null })
  const wu = await workshop.signIn(WORKER)
  expect(await asOf('rev_node', id, then, wu)).not.toHaveProperty('secret')
  expect(await outcome(asOf('rev_node', id, then, wu, 'secret'))).toBe('FIELD_UNKNOWN')
  expect(await asOf('rev_node', id, then, admin, 'secret')).toEqual({ id, version: 1, secret: 'hush' })
  const book = await createRecord(workshop.deps, admin, { object: 'lib_book', body: { title: fresh() } })
  const whole = now()
  tick()
  await updateRecord(workshop.deps, admin, { object: 'lib_book', id: book.id, body: { damaged: true }, expected: 1 })
  const reader = await workshop.signIn(READER)
  expect(await outcome(asOf('lib_book', book.id, whole, reader))).toBe('RECORD_NOT_FOUND')
  expect(await outcome(asOf('rev_node', id, then, admin, 'member.name'))).toBe('REQUEST_SHAPE')
})

test('a version is restored as an update that anyone can restore again', async () => {
  const { id } = await make({ size: 1, remark: 'a', kindof: 'b' })
  await change(id, { size: 2, remark: null })
  await change(id, { kindof: 'c' })
  const of = (version: number, expected: number | '*') =>
    restoreVersion(workshop.deps, admin, { object: 'rev_node', id, version, expected })
  expect(await outcome(of(1, 2))).toBe('VERSION_CONFLICT')
  expect(await of(1, 3)).toMatchObject({ record: { version: 4, size: 1, remark: 'a', kindof: 'b' }, left: [] })
  expect(await of(4, 4)).toMatchObject({ record: { version: 4 }, left: [] })
  expect(await of(3, '*')).toMatchObject({ record: { version: 5, size: 2, remark: null, kindof: 'c' } })
  for (const version of [0, 6]) expect(await outcome(of(version, '*'))).toBe('RECORD_VERSION_NOT_FOUND')
})

test('restoring a version leaves and names what its caller may not write, and does not tell of what he may not see', async () => {
  const role = {
    kind: 'role',
    name: 'lev_worker',
    label: 'W',
    everyone: true,
    objects: [
      {
        object: 'lev_thing',
        allow: ['read', 'update'],
        fields: { '*': 'read', size: 'edit', closed: 'edit', locked: 'edit', secret: 'none' },
      },
    ],
  }
  const text = (name: string, more: object = {}) => ({ name, type: 'text', label: name, ...more })
  await put(workshop, 'lev', [
    object('lev_thing', [
      { name: 'size', type: 'integer', label: 'S' },
      { name: 'closed', type: 'boolean', label: 'C' },
      text('shown'),
      text('secret'),
      text('locked', { readOnly: 'closed' }),
    ]),
    role,
  ])
  const { id } = await create('lev_thing', { size: 1, shown: 'a', secret: 's', locked: 'l' })
  const body = { size: 2, shown: 'b', secret: 't', locked: 'm', closed: true }
  await updateRecord(workshop.deps, admin, { object: 'lev_thing', id, body, expected: 1 })
  const wu = await workshop.signIn(WORKER)
  const { record, left } = await restoreVersion(workshop.deps, wu, { object: 'lev_thing', id, version: 1, expected: 2 })
  expect(left).toEqual(['shown', 'locked'])
  expect(record).toMatchObject({ size: 1, closed: null, shown: 'b', locked: 'm' })
  expect(await getRecord(workshop.deps, admin, { object: 'lev_thing', id })).toMatchObject({ secret: 't' })
})

test('a version that the rules of today refuse is not restored', async () => {
  const { id } = await make({ code: 'taken' })
  await change(id, { code: null })
  await make({ code: 'taken' })
  expect(
    await caught(restoreVersion(workshop.deps, admin, { object: 'rev_node', id, version: 1, expected: 2 })),
  ).toMatchObject({
    code: 'RECORD_NOT_UNIQUE',
  })
})

test('what the server works out by itself is not named as left: it follows what is written', async () => {
  const amount = { name: 'amount', type: 'currency', label: 'A' }
  await put(workshop, 'cur', [object('cur_deal', [amount], { multiCurrency: {} })])
  const { id } = await create('cur_deal', { amount: '10' })
  await updateRecord(workshop.deps, admin, { object: 'cur_deal', id, body: { amount: '20' }, expected: 1 })
  const restored = await restoreVersion(workshop.deps, admin, { object: 'cur_deal', id, version: 1, expected: 2 })
  expect(restored).toMatchObject({ record: { amount: '10' }, left: [] })
  const query = { object: 'cur_deal', id, select: 'amount__base' }
  expect(await getRecord(workshop.deps, admin, query)).toMatchObject({ amount__base: '10' })
})
