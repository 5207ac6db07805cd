import { isRefusal, METADATA_INVALID } from '@huozi/core'
import type { Document, FieldDocument, ObjectDocument, Package } from '@huozi/metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, getRecord, listRecords, planPublish, publish, type RequestContext } from '../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './support/library.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext

const NINE_TO_SIX = ['09:00-18:00']
const WEEK = { mon: NINE_TO_SIX, tue: NINE_TO_SIX, wed: NINE_TO_SIX, thu: NINE_TO_SIX, fri: NINE_TO_SIX }

/** China in the spring of 2026. */
const china = {
  kind: 'calendar',
  name: 'lib_cn',
  zone: 'Asia/Shanghai',
  standard: true,
  week: WEEK,
  days: [
    { name: 'spring_festival', from: '2026-02-15', to: '2026-02-23', work: false },
    { name: 'makeup_feb14', date: '2026-02-14', work: true },
    { name: 'makeup_feb28', date: '2026-02-28', work: true },
  ],
} as Document

/** Its branch that does not rest on 16 February. */
const branch = {
  kind: 'calendar',
  name: 'lib_branch',
  basedOn: 'lib_cn',
  days: [{ name: 'open', date: '2026-02-16', work: true }],
} as Document

const byOwner = { zone: 'owner', calendar: 'owner' }
const FIELDS: readonly FieldDocument[] = [
  { name: 'last_contact', label: 'Last contact', type: 'date' },
  { name: 'due', label: 'Due', type: 'date', formula: 'add_workdays(last_contact, 3)', ...byOwner },
  { name: 'overdue', label: 'Overdue', type: 'boolean', formula: 'today() > due', ...byOwner },
  { name: 'due_today', label: 'Due today', type: 'boolean', formula: 'today() = due', ...byOwner },
  {
    name: 'overdue_wd',
    label: 'Working days overdue',
    type: 'integer',
    formula: 'workdays_between(due, today())',
    ...byOwner,
  },
  {
    name: 'waited',
    label: 'Waited',
    type: 'integer',
    formula: "business_minutes(datetime('2026-02-13T09:00:00Z'), now())",
  },
]

function followUps(documents: readonly Document[] = [china, branch], fields = FIELDS): Package {
  const library = readPackage('packages/metadata/test/fixtures/library')
  const changed = library.documents.map((document) =>
    document.name === 'lib_member' && document.kind === 'object'
      ? { ...document, fields: [...(document as ObjectDocument).fields, ...fields] }
      : document,
  )
  return { ...library, documents: [...changed, ...documents] } as Package
}

const SHANGHAI = 'shen@library.test'
const LOS_ANGELES = 'lou@library.test'
const OFF_GRID = 'ben@library.test'

beforeAll(async () => {
  workshop = await openLibrary({
    packages: [followUps()],
    users: [
      ...LIBRARY_USERS,
      { values: { name: '沈', email: SHANGHAI, zone: 'Asia/Shanghai' }, roles: ['lib_head'] },
      { values: { name: 'Lou', email: LOS_ANGELES, zone: 'America/Los_Angeles' }, roles: ['lib_head'] },
      { values: { name: 'Ben', email: OFF_GRID, zone: 'Asia/Shanghai', calendar: 'lib_branch' }, roles: ['lib_head'] },
    ],
  })
  admin = await workshop.signIn(ADMIN)
  for (const [name, owner] of [
    ['east', SHANGHAI],
    ['west', LOS_ANGELES],
    ['branch', OFF_GRID],
  ] as const) {
    const body = { name, owner: { by: owner }, last_contact: '2026-02-12' }
    await createRecord(workshop.deps, admin, { object: 'lib_member', body })
  }
})

afterAll(() => workshop.close())

/** Members by name as a list shows them at an instant. */
const at = async (instant: string, where?: string) => {
  workshop.clock.set(Date.parse(instant))
  const page = await listRecords(workshop.deps, admin, {
    object: 'lib_member',
    limit: 50,
    count: 'exact',
    where,
    sort: 'name',
  })
  expect(page.count?.value).toBe(page.records.length)
  return new Map(page.records.map((record) => [record.name, record]))
}

test('G15: three working days over a holiday and a make-up day', async () => {
  const found = await at('2026-02-24T00:30:00Z')
  expect(found.get('east')).toMatchObject({ due: '2026-02-24', due_today: true, overdue: false, overdue_wd: 0 })
  expect(found.get('branch')).toMatchObject({ due: '2026-02-16' })
  expect((await at('2026-02-25T16:30:00Z')).get('east')).toMatchObject({ overdue: true, overdue_wd: 2 })
  expect((await at('2026-02-28T03:00:00Z')).get('east')).toMatchObject({ overdue_wd: 4 })
})

test('G15: overdue is a matter of the owner’s zone, in list, record and count alike', async () => {
  const found = await at('2026-02-25T07:30:00Z')
  expect(found.get('east')).toMatchObject({ overdue: true, overdue_wd: 1 })
  expect(found.get('west')).toMatchObject({ overdue: false, due_today: true, overdue_wd: 0 })
  expect([...(await at('2026-02-25T07:30:00Z', "overdue and name != 'branch'")).keys()]).toEqual(['east'])
  expect([...(await at('2026-02-25T07:30:00Z', 'due_today')).keys()]).toEqual(['west'])
  const west = await getRecord(workshop.deps, admin, { object: 'lib_member', id: String(found.get('west')?.id) })
  expect(west).toMatchObject({ overdue: false, due_today: true, overdue_wd: 0 })
})

test('business hours run on the clock of the calendar', async () => {
  expect((await at('2026-02-24T01:30:00Z')).get('east')).toMatchObject({ waited: 60 + 540 + 30 })
})

test('a changed calendar counts from its publish on, and one that is gone counts no more', async () => {
  const makeups = (china as unknown as { days: object[] }).days.filter((_, index) => index === 0)
  const without = followUps([{ ...china, days: makeups } as Document, branch])
  await publish(workshop.deps, workshop.system, {
    changes: [{ name: 'library', layer: without }],
    message: 'No make-up days',
  })
  expect((await at('2026-02-24T00:30:00Z')).get('east')).toMatchObject({ due: '2026-02-25' })
  await publish(workshop.deps, workshop.system, {
    changes: [{ name: 'library', layer: followUps([china]) }],
    message: 'No branch',
  })
  const found = await at('2026-02-24T00:30:00Z')
  expect([found.get('east')?.due, found.get('branch')?.due]).toEqual(['2026-02-24', null])
})

test('working days need a calendar, and a declared one must be there', async () => {
  const refused = async (layer: Package) => {
    const failure = await planPublish(workshop.deps, workshop.system, [{ name: 'library', layer }]).catch(
      (error: unknown) => error,
    )
    if (!isRefusal(failure, METADATA_INVALID)) throw failure
    return failure.issues.map(({ code, params }) => [code, (params as { name: string }).name])
  }
  const plain = FIELDS.filter(({ name }) => name === 'last_contact')
  const due = { name: 'due', label: 'Due', type: 'date', formula: 'add_workdays(last_contact, 3)' }
  expect(await refused(followUps([], [...plain, due]))).toEqual([['EXPRESSION_NAME_UNKNOWN', 'tenant']])
  const misspelt = { ...due, calendar: 'lib_c' }
  expect(await refused(followUps([china], [...plain, misspelt]))).toEqual([['EXPRESSION_NAME_UNKNOWN', 'lib_c']])
})
