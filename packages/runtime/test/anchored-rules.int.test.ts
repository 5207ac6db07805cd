import type { Json } from '@huozi/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRecord,
  deleteRecord,
  listRecords,
  planPublish,
  publish,
  type RequestContext,
  restoreRecord,
  updateRecord,
} from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './support/library.ts'
import { object, pack } from './support/nodes.ts'
import { caught } from './support/outcome.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

const PAINTER = 'wu@library.test'

const sumRule = { name: 'whole', failWhen: 'sum(shares, percent) > 100', message: 'Mix {name} holds too much' }
const mixRules = [
  sumRule,
  { name: 'few', failWhen: 'count(shares) > maximum', message: 'Too many' },
  { name: 'some', appliesWhen: 'is_open', failWhen: 'not exists(shares)', message: 'Nothing in it', field: 'is_open' },
]
const shareRules = [
  {
    name: 'one_main',
    appliesWhen: 'main',
    failWhen: 'count(mix.shares, main and id != this.id) >= 1',
    field: 'main',
    message: 'Another one is main',
  },
  {
    name: 'keep_last',
    on: ['delete'],
    appliesWhen: 'mix.kept',
    failWhen: 'count(mix.shares) = 0',
    message: 'The last one stays',
  },
]

const figure = (relation: string) => ({
  name: 'weight',
  type: 'number',
  label: 'Weight',
  rollup: { relation, aggregate: 'sum', value: 'weight' },
})

const documents = (rules: readonly object[] = mixRules) => [
  object(
    'pot_mix',
    [
      { name: 'maximum', type: 'integer', label: 'Most' },
      { name: 'is_open', type: 'boolean', label: 'Open' },
      { name: 'kept', type: 'boolean', label: 'Kept' },
    ],
    { validations: rules },
  ),
  object(
    'pot_share',
    [
      { name: 'mix', type: 'lookup', label: 'Mix', object: 'pot_mix', inverse: 'shares', onDelete: 'cascade' },
      { name: 'percent', type: 'number', label: 'Percent', scale: 2 },
      { name: 'main', type: 'boolean', label: 'Main' },
    ],
    { validations: shareRules },
  ),
  object('pot_crate', [figure('boxes')], {
    validations: [{ name: 'light', failWhen: 'weight > 50', message: 'Too heavy' }],
  }),
  object('pot_box', [
    { name: 'crate', type: 'lookup', label: 'Crate', object: 'pot_crate', inverse: 'boxes', onDelete: 'cascade' },
    figure('grains'),
  ]),
  object('pot_grain', [
    { name: 'box', type: 'lookup', label: 'Box', object: 'pot_box', inverse: 'grains', onDelete: 'cascade' },
    { name: 'weight', type: 'number', label: 'Weight' },
  ]),
  {
    kind: 'role',
    name: 'pot_painter',
    label: 'Painter',
    objects: [
      { object: 'pot_share', allow: ['create', 'read', 'update', 'delete'] },
      { object: 'pot_mix', allow: ['read'], rows: { read: "name = 'shown'" } },
    ],
  },
]

let own: Workshop
let admin: RequestContext

beforeAll(async () => {
  own = await openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), pack('pot', documents())],
    users: [...LIBRARY_USERS, { values: { name: '吴', email: PAINTER }, roles: ['pot_painter'] }],
  })
  admin = await own.signIn(ADMIN)
})

afterAll(() => own.close())

let counter = 0
const make = async (name: string, body: object, ctx = admin) =>
  (await createRecord(own.deps, ctx, { object: name, body: { name: `n${++counter}`, ...body } as never })).id
const mix = (body: object = {}) => make('pot_mix', { maximum: 100, ...body })
const share = (of: string, percent: number, more: object = {}) =>
  make('pot_share', { mix: of, percent: String(percent), ...more })
const change = (name: string, id: string, body: object) =>
  updateRecord(own.deps, admin, { object: name, id, body: body as never, expected: '*' })
const remove = (name: string, id: string) => deleteRecord(own.deps, admin, { object: name, id, expected: '*' })

/** The rules a refusal names; none when the work was done. */
const failed = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const { name, message, issues } = await caught(work)
  if (name === 'none') return []
  if (issues === undefined) throw new Error(message)
  return issues.map((issue) => String((issue as unknown as { params: { rule: string } }).params.rule)).toSorted()
}
const percents = async (of: string): Promise<readonly Json[]> => {
  const query = { object: 'pot_share', where: `mix = '${of}'`, limit: 200, count: 'none' } as const
  return (await listRecords(own.deps, admin, query)).records.map((record) => record.percent ?? null)
}

test('a sum over a collection holds when two writers add to it at once', async () => {
  for (let round = 0; round < 8; round++) {
    const of = await mix()
    const outcomes = await Promise.all([failed(share(of, 60)), failed(share(of, 60))])
    expect(outcomes.toSorted((a, b) => a.length - b.length)).toEqual([[], ['whole']])
    expect(await percents(of)).toEqual(['60'])
  }
})

test('of 16 who add at once no more get through than the record allows', async () => {
  const of = await mix({ maximum: 5 })
  const outcomes = await Promise.all(Array.from({ length: 16 }, () => failed(share(of, 1))))
  expect(outcomes.filter(({ length }) => length === 0)).toHaveLength(5)
  expect(await percents(of)).toHaveLength(5)
})

test('lowering what a record allows and adding to its collection do not pass each other', async () => {
  for (let round = 0; round < 8; round++) {
    const of = await mix({ maximum: 2 })
    await share(of, 1)
    const outcomes = await Promise.all([failed(change('pot_mix', of, { maximum: 1 })), failed(share(of, 1))])
    expect(outcomes.filter(({ length }) => length === 0)).toHaveLength(1)
  }
})

test('a record is asked when only a record of its collection changes, moves, goes or comes back', async () => {
  const [left, right] = [await mix({ maximum: 2 }), await mix({ maximum: 1 })]
  const [first, second] = [await share(left, 50), await share(left, 50)]
  await share(right, 90)
  expect(await failed(change('pot_share', first, { percent: '51' }))).toEqual(['whole'])
  expect(await failed(change('pot_share', first, { mix: right }))).toEqual(['few', 'whole'])
  await remove('pot_share', second)
  await share(left, 40)
  expect(await failed(restoreRecord(own.deps, admin, { object: 'pot_share', id: second }))).toEqual(['few', 'whole'])
  await change('pot_mix', left, { is_open: true })
  await remove('pot_share', first)
  const [last = ''] = (
    await listRecords(own.deps, admin, { object: 'pot_share', where: `mix = '${left}'`, limit: 5, count: 'none' })
  ).records.map(({ id }) => id)
  expect(await failed(remove('pot_share', last))).toEqual(['some'])
  expect(await failed(change('pot_share', last, { mix: right }))).toEqual(['few', 'some', 'whole'])
  await remove('pot_mix', left)
})

test('a rule over what is kept of the collection of a collection is asked when the innermost records change', async () => {
  const crate = await make('pot_crate', {})
  const [first, second] = [await make('pot_box', { crate }), await make('pot_box', { crate })]
  await make('pot_grain', { box: first, weight: '30' })
  const grain = await make('pot_grain', { box: second, weight: '20' })
  expect(await failed(change('pot_grain', grain, { weight: '21' }))).toEqual(['light'])
  await change('pot_grain', grain, { weight: '5' })
  const outcomes = await Promise.all([first, second].map((box) => failed(make('pot_grain', { box, weight: '10' }))))
  expect(outcomes.toSorted((a, b) => a.length - b.length)).toEqual([[], ['light']])
})

test('a rule over siblings is asked of the record that is written, and of no other', async () => {
  for (let round = 0; round < 8; round++) {
    const of = await mix()
    const [first, second] = [await share(of, 1), await share(of, 1)]
    const outcomes = await Promise.all([
      failed(change('pot_share', first, { main: true })),
      failed(change('pot_share', second, { main: true })),
    ])
    expect(outcomes.toSorted((a, b) => a.length - b.length)).toEqual([[], ['one_main']])
  }
})

test('the last sibling stays, also when two go at once', async () => {
  for (let round = 0; round < 8; round++) {
    const of = await mix({ kept: true })
    const [first, second] = [await share(of, 1), await share(of, 1)]
    const outcomes = await Promise.all([failed(remove('pot_share', first)), failed(remove('pot_share', second))])
    expect(outcomes.toSorted((a, b) => a.length - b.length)).toEqual([[], ['keep_last']])
  }
})

test('a failure stands beside its field on the record that is written, and names what the writer may see of others', async () => {
  const refusal = await caught(change('pot_mix', await mix(), { is_open: true }))
  expect(refusal.issues?.map(({ code, pointer }) => [code, pointer])).toEqual([['VALIDATION_FAILED', '/is_open']])
  const painter = await own.signIn(PAINTER)
  const told = async (name: string) => {
    const of = await mix({ name })
    const id = await share(of, 60)
    const body = { percent: '101' }
    const refused = await caught(updateRecord(own.deps, painter, { object: 'pot_share', id, body, expected: '*' }))
    return refused.issues?.map(({ message, pointer }) => [message('en'), pointer])
  }
  expect(await told('shown')).toEqual([['Mix shown holds too much', '']])
  expect(await told('hidden')).toEqual([['Mix ••• holds too much', '']])
})

test('a rule that is added later is not asked of records nobody touches', async () => {
  const of = await mix()
  const first = await share(of, 5)
  const strict = [...mixRules, { name: 'full', failWhen: 'sum(shares, percent) < 10', message: 'Not full' }]
  const layer = (rules: readonly object[]) => [{ name: 'pot', layer: pack('pot', documents(rules)) }]
  await publish(own.deps, own.system, { message: 'x', changes: layer(strict) })
  await change('pot_share', first, { name: 'renamed' })
  expect(await failed(change('pot_share', first, { percent: '6' }))).toEqual(['full'])
  await change('pot_share', first, { percent: '12' })
  await publish(own.deps, own.system, { message: 'x', changes: layer(mixRules) })
})

test('a rule that no record could be held for is refused when it is checked, and told what is allowed', async () => {
  const refused = async (failWhen: string, appliesWhen?: string) => {
    const rule = { name: 'bad', failWhen, message: 'x', ...(appliesWhen !== undefined && { appliesWhen }) }
    const changes = [{ name: 'pot', layer: pack('pot', documents([rule])) }]
    const { issues } = await caught(planPublish(own.deps, own.system, changes))
    return issues?.map(({ code, pointer }) => `${code} ${pointer}`)
  }
  const at = (code: string, condition = 'failWhen') => [`${code} /object/pot_mix/validations/0/${condition}`]
  expect(await refused('exists(shares, count(mix.shares) > 1)')).toEqual(at('EXPRESSION_NOT_ANCHORED'))
  expect(await refused('exists(shares)', 'changed(maximum)')).toEqual(at('EXPRESSION_NOT_SQL', 'appliesWhen'))
  expect(await refused('exists(shares) and old.maximum > 5')).toEqual(at('EXPRESSION_NOT_SQL'))
  expect(await refused('count(shares) > 3')).toBeUndefined()
})
