import { AppError } from '@huozi/core'
import type { Document, Package } from '@huozi/metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRecord,
  deleteRecord,
  listRecords,
  publish,
  type RequestContext,
  updateRecord,
  verifyTenant,
} from '../src/index.ts'
import { createWithin } from '../src/record/create-record.ts'
import { updateWithin } from '../src/record/update-record.ts'
import type { WriteSession } from '../src/record/write-record.ts'
import { ADMIN, LIBRARIAN, LIBRARIAN_2, LIBRARY_USERS, openLibrary } from './support/library.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext

const text = (name: string) => ({ name, type: 'text', label: name })
const lookup = (name: string, object: string, more: object = {}) => ({
  name,
  type: 'lookup',
  label: name,
  object,
  ...more,
})

const shelf = {
  kind: 'object',
  name: 'lib_shelf',
  label: 'Shelf',
  title: 'name',
  owned: false,
  fields: [
    text('name'),
    lookup('above', 'lib_shelf', { inverse: 'below', onDelete: 'clear' }),
    lookup('root', 'lib_shelf'),
  ],
} as unknown as Document
const asTree = { ...shelf, tree: { parent: 'above' } } as Document

const term = {
  kind: 'object',
  name: 'lib_term',
  label: 'Term',
  title: 'name',
  owned: false,
  effectiveDated: { from: 'since', to: 'till', key: ['shelf'] },
  fields: [
    text('name'),
    lookup('shelf', 'lib_shelf', { inverse: 'terms' }),
    { name: 'since', type: 'date', label: 'Since' },
    { name: 'till', type: 'date', label: 'Till' },
  ],
} as unknown as Document

function shelves(...documents: Document[]): Package {
  const library = readPackage('packages/metadata/test/fixtures/library')
  return { ...library, documents: [...library.documents, ...documents] }
}

beforeAll(async () => {
  workshop = await openLibrary({ packages: [shelves(asTree, term)], users: LIBRARY_USERS })
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

const make = async (name: string, above: string | null = null, node = workshop.deps) =>
  (await createRecord(node, admin, { object: 'lib_shelf', body: { name, above } })).id
const move = (id: string, above: string | null, node = workshop.deps) =>
  updateRecord(node, admin, { object: 'lib_shelf', id, body: { above }, expected: '*' })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )

/** Names of what lies under a shelf, asked of the closure. */
const under = async (id: string) => {
  await Promise.all(
    (await all()).map((each) =>
      updateRecord(workshop.deps, admin, { object: 'lib_shelf', id: each, body: { root: id }, expected: '*' }),
    ),
  )
  const page = await listRecords(workshop.deps, admin, {
    object: 'lib_shelf',
    where: 'id under root',
    sort: 'name',
    limit: 200,
    count: 'exact',
  })
  expect(page.count?.value).toBe(page.records.length)
  return page.records.map(({ name }) => name)
}
const all = async () =>
  (await listRecords(workshop.deps, admin, { object: 'lib_shelf', limit: 200, count: 'none' })).records.map(
    ({ id }) => id,
  )

test('a filter finds everything under a record, however deep, after creating, moving and deleting', async () => {
  const a = await make('a')
  const b = await make('b', a)
  const c = await make('c', b)
  await make('d', c)
  const e = await make('e')
  expect(await under(a)).toEqual(['a', 'b', 'c', 'd'])
  await move(b, e)
  expect(await under(a)).toEqual(['a'])
  expect(await under(e)).toEqual(['b', 'c', 'd', 'e'])
  await deleteRecord(workshop.deps, admin, { object: 'lib_shelf', id: c, expected: '*' })
  expect(await under(e)).toEqual(['b', 'e'])
  await move(b, null)
  expect(await under(e)).toEqual(['e'])
})

test('a record cannot come under itself', async () => {
  const a = await make('k1')
  const b = await make('k2', a)
  const c = await make('k3', b)
  expect(await code(move(a, c))).toBe('TREE_CIRCULAR')
  expect(await code(move(a, a))).toBe('TREE_CIRCULAR')
  await expect(move(a, b)).rejects.toMatchObject({ pointer: '/above' })
})

/** What becomes of a second write that begins while a first one is done but not committed. */
const meanwhile = async (first: (session: WriteSession) => Promise<unknown>, second: () => Promise<unknown>) => {
  const { deps } = workshop
  let outcome: Promise<string> = Promise.resolve('')
  await deps.database.transaction(async (tx) => {
    await first({ deps, ctx: admin, view: await deps.views.current(admin), runner: tx })
    outcome = code(second())
    let isSettled = false
    void outcome.then(() => {
      isSettled = true
    })
    while (!isSettled && !(await someoneWaits())) await new Promise(setImmediate)
  })
  return outcome
}

const someoneWaits = async () => {
  const waiting = "select count(*) from pg_catalog.pg_locks where locktype = 'advisory' and not granted"
  const [[count] = []] = await workshop.deps.database.run({ name: null, text: waiting, parameters: [] })
  return Number(count) > 0
}

const moving = (id: string, above: string) => (session: WriteSession) =>
  updateWithin(session, { object: 'lib_shelf', id, body: { above }, expected: '*' })

test('a move waits for another, and is refused when only together they close a circle', async () => {
  const [a, b] = [await make('m'), await make('n')]
  expect(await meanwhile(moving(a, b), () => move(b, a, workshop.newNode()))).toBe('TREE_CIRCULAR')
})

test('a record made under one that is being moved waits, and comes along', async () => {
  const [top, mover] = [await make('top'), await make('mover')]
  expect(await meanwhile(moving(mover, top), () => make('leaf', mover, workshop.newNode()))).toBe('ok')
  expect(await under(top)).toEqual(['leaf', 'mover', 'top'])
})

test('an object becomes a tree with the records it has, stops being one, and nothing drifts', async () => {
  const again = async (...documents: Document[]) => {
    await publish(workshop.deps, workshop.system, {
      changes: [{ name: 'library', layer: shelves(...documents) }],
      message: 'x',
    })
    expect(await verifyTenant(workshop.deps, workshop.tenant)).toEqual([])
  }
  const p = await make('p')
  const q = await make('q', p)
  await make('r', q)
  await again(shelf, term)
  await move(q, null)
  await again(asTree, term)
  expect(await under(p)).toEqual(['p'])
  expect(await under(q)).toEqual(['q', 'r'])
  const guard = (how: string) => ({
    name: null,
    parameters: [],
    text: `alter table "${workshop.tenant.schema}".o_lib_shelf ${how} trigger g_tree_o_lib_shelf_f_above`,
  })
  await workshop.database.run(guard('disable'))
  expect(await verifyTenant(workshop.deps, workshop.tenant)).toHaveLength(1)
  await workshop.database.run(guard('enable'))
})

const hold = (shelfId: string, since: string | null, till: string | null, node = workshop.deps) =>
  createRecord(node, admin, { object: 'lib_term', body: { name: 't', shelf: shelfId, since, till } })

test('who asks for everything under his own department finds it', async () => {
  const { deps } = workshop
  const department = async (name: string, parent: string | null) =>
    (await createRecord(deps, admin, { object: 'department', body: { name, parent } })).id
  const top = await department('全部', null)
  const east = await department('华东', top)
  const team = await department('一组', east)
  const west = await department('华西', top)
  const place = async (email: string, of: string) => {
    const { records } = await listRecords(deps, admin, {
      object: 'user',
      where: `email = '${email}'`,
      limit: 1,
      count: 'none',
    })
    await updateRecord(deps, admin, {
      object: 'user',
      id: records[0]?.id ?? '',
      body: { department: of },
      expected: '*',
    })
  }
  const owners = [
    [ADMIN, east],
    [LIBRARIAN, team],
    [LIBRARIAN_2, west],
  ] as const
  for (const [email, of] of owners) {
    await place(email, of)
    await createRecord(deps, admin, { object: 'lib_member', body: { name: email, owner: { by: email } } })
  }
  const found = await listRecords(deps, admin, {
    object: 'lib_member',
    where: 'owner.department under me.department',
    sort: 'name',
    limit: 10,
    count: 'exact',
  })
  expect(found.records.map(({ name }) => name)).toEqual([ADMIN, LIBRARIAN])
  expect(found.count?.value).toBe(2)
})

test('one record of a key is in force at a time, both days included', async () => {
  const s = await make('s')
  const first = await hold(s, '2026-01-01', '2026-06-30')
  expect(await code(hold(s, '2026-06-30', null))).toBe('DATES_OVERLAP')
  expect(await code(hold(s, null, '2026-01-01'))).toBe('DATES_OVERLAP')
  expect(await code(hold(s, '2026-02-01', '2026-03-01'))).toBe('DATES_OVERLAP')
  const next = await hold(s, '2026-07-01', null)
  expect(
    await code(
      updateRecord(workshop.deps, admin, { object: 'lib_term', id: first.id, body: { till: null }, expected: '*' }),
    ),
  ).toBe('DATES_OVERLAP')
  await deleteRecord(workshop.deps, admin, { object: 'lib_term', id: next.id, expected: '*' })
  expect(
    await code(
      updateRecord(workshop.deps, admin, { object: 'lib_term', id: first.id, body: { till: null }, expected: '*' }),
    ),
  ).toBe('ok')
  expect(await code(hold(await make('s2'), '2026-01-01', null))).toBe('ok')
})

test('a record waits for another of the same key, and is refused when both would be in force', async () => {
  const s = await make('z')
  const body = { name: 't', shelf: s, since: '2026-01-01', till: null }
  const first = (session: WriteSession) => createWithin(session, { object: 'lib_term', body })
  expect(await meanwhile(first, () => hold(s, '2026-03-01', null, workshop.newNode()))).toBe('DATES_OVERLAP')
})

test('rules judged while a record is written cannot ask for trees', async () => {
  const asking = {
    ...asTree,
    fields: [...(shelf.fields as object[]), { name: 'x', type: 'boolean', label: 'x', default: '=above under root' }],
  } as Document
  const failure = await publish(workshop.deps, workshop.system, {
    changes: [{ name: 'library', layer: shelves(asking, term) }],
    message: 'x',
  }).catch((error: unknown) => error)
  expect((failure as AppError).issues.map((issue) => issue.code)).toEqual(['EXPRESSION_NOT_LOADED'])
})
