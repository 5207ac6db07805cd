import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fetchHead, fetchPublished, physicalSchema, verifySchema } from '@huozi/database'
import { compileModel } from '@huozi/metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, getRecord, planPublish, publish, updateRecord } from '../src/index.ts'
import { changedLibrary } from './support/changed-library.ts'
import { ADMIN, newBook, openLibrary } from './support/library.ts'
import { readPackage, type Workshop } from './support/workshop.ts'

let workshop: Workshop

beforeAll(async () => {
  workshop = await openLibrary()
})

afterAll(() => workshop.close())

/** Differences between the catalogue and the version in force; what is still being built is allowed to be missing. */
const drift = async ({ database, tenant }: Workshop) => {
  const { version } = await fetchHead(database, tenant.schema)
  const model = compileModel(await fetchPublished(database, tenant.schema, version))
  const client = await database.connect()
  const { rows } = await client
    .query<{ name: string }>(`select detail->'index'->>'name' as name from ${tenant.schema}._build`)
    .finally(() => client.end())
  return verifySchema(database, tenant.schema, physicalSchema(model), new Set(rows.map(({ name }) => name)))
}

const library = { name: 'library', layer: changedLibrary() }
const original = { name: 'library', layer: readPackage('packages/metadata/test/fixtures/library') }

test('a new tenant has exactly the tables its version promises', async () => {
  expect(await drift(workshop)).toEqual([])
})

test('the plan says what will happen and how many values go out of sight', async () => {
  const admin = await workshop.signIn(ADMIN)
  await newBook(workshop, admin, { website: 'https://example.org/a' })
  const plan = await planPublish(workshop.deps, workshop.system, [library])
  expect(plan.losses).toEqual([{ what: 'o_lib_book.f_website', rows: 1 }])
  expect(plan.steps.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['createTable', 'parkColumn', 'addColumn', 'buildIndex']),
  )
  expect(await planPublish(workshop.deps, workshop.system, [library])).toEqual(plan)
})

test('only the reviewed plan is carried out', async () => {
  const refused = publish(workshop.deps, workshop.system, {
    message: 'x',
    changes: [library],
    checksum: 'f'.repeat(64),
  })
  await expect(refused).rejects.toMatchObject({ code: 'PLAN_STALE' })
})

test('of two publishes at once one wins and the other is told that its plan is stale', async () => {
  const bench = await openLibrary()
  const { checksum } = await planPublish(bench.deps, bench.system, [library])
  const attempts = await Promise.allSettled(
    Array.from({ length: 4 }, () =>
      publish(bench.newNode(), bench.system, { message: 'race', changes: [library], checksum }),
    ),
  )
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const codes = attempts.flatMap((attempt) =>
    attempt.status === 'rejected' ? [(attempt.reason as { code: string }).code] : [],
  )
  expect(new Set(codes)).toEqual(new Set(['PLAN_STALE']))
  expect(await drift(bench)).toEqual([])
  await bench.close()
})

test('a renamed field keeps its values, a removed and re-added one inherits nothing', async () => {
  const bench = await openLibrary()
  const admin = await bench.signIn(ADMIN)
  const book = await newBook(bench, admin, { notes: '旧', website: 'https://example.org/b' })
  await publish(bench.deps, bench.system, { message: 'change', changes: [library] })
  expect(await getRecord(bench.deps, admin, { object: 'lib_book', id: book.id })).toMatchObject({
    remarks: '旧',
    shelf: null,
  })
  await publish(bench.deps, bench.system, { message: 'back', changes: [original] })
  const after = await getRecord(bench.deps, admin, { object: 'lib_book', id: book.id })
  expect(after).toMatchObject({ website: null, notes: null })
  expect(
    await updateRecord(bench.deps, admin, {
      object: 'lib_book',
      id: book.id,
      body: { website: 'https://example.org/c' },
      expected: '*',
    }),
  ).toMatchObject({
    website: 'https://example.org/c',
  })
  expect(await drift(bench)).toEqual([])
  await bench.close()
})

test('writers go on while versions are published', async () => {
  const bench = await openLibrary()
  const admin = await bench.signIn(ADMIN)
  let isPublishing = true
  const writers = Array.from({ length: 6 }, async () => {
    let written = 0
    while (isPublishing) {
      await createRecord(bench.deps, admin, { object: 'lib_member', body: { name: '并发' } })
      written += 1
    }
    return written
  })
  for (const layer of [library, original, library])
    await publish(bench.newNode(), bench.system, { message: 'under load', changes: [layer] })
  isPublishing = false
  expect((await Promise.all(writers)).reduce((sum, written) => sum + written, 0)).toBeGreaterThan(0)
  expect(await drift(bench)).toEqual([])
  await bench.close()
})

const killPoints = [
  'begun',
  'step.0',
  'step.1',
  'step.3',
  'step.5',
  'identities',
  'version',
  'layers',
  'builds',
  'event',
  'head',
  'written',
  'committed',
]

test.each(killPoints)('killed at %s a tenant is wholly old or wholly new', async (point) => {
  const bench = await openLibrary({ users: [] })
  const before = await fetchHead(bench.database, bench.tenant.schema)
  const script = new URL('support/publish-and-die.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, bench.tenant.name, point], { stdio: ['ignore', 'pipe', 'inherit'] })
  let reached = ''
  child.stdout.on('data', (chunk) => {
    reached += chunk
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  expect(reached.trim().split('\n').at(-1)).toBe(point)
  const after = await fetchHead(bench.database, bench.tenant.schema)
  expect(after.version).toBe(point === 'committed' ? before.version + 1 : before.version)
  expect(await drift(bench)).toEqual([])
  await publish(bench.deps, bench.system, { message: 'again', changes: [library] })
  expect(await drift(bench)).toEqual([])
  await bench.close()
})
