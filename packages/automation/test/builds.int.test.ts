import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { claimBuild, fetchBuilds, type IndexStep } from '@huozi/database'
import type { Document } from '@huozi/metadata'
import { createRecord, listRecords, runBuild, updateRecord, verifyTenant } from '@huozi/runtime'
import { newBook } from '@huozi/runtime/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHints } from '../src/index.ts'
import { type Bench, openBench } from './support/bench.ts'

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})

afterEach(() => bench.close())

/** The tenant's own changes of an object of the library. */
function patch(name: string, changes: object): Document {
  return { kind: 'object', name, extends: 'library', ...changes } as Document
}

const index = (name: string, field: string) => ({ indexes: [{ name, fields: [field] }] })
const uniqueEmail = patch('lib_member', { unique: [{ name: 'x_email', fields: ['email'] }] })

/** Tries every build once; one that fails may be tried again at once. */
async function build(options = {}): Promise<void> {
  for (const _ of await builds()) await runBuild(bench.deps, bench.tenant, { restMs: 0, ...options })
}

const builds = () => fetchBuilds(bench.database, bench.tenant.schema)
const drift = () => verifyTenant(bench.deps, bench.tenant)
const addMember = async (name: string, email: string) =>
  (await createRecord(bench.deps, bench.admin, { object: 'lib_member', body: { name, email } })).id

/** Name of the index that is being built. */
async function pendingIndex(): Promise<string> {
  const pending = (await builds()).find(({ kind }) => kind === 'buildIndex')
  return (pending as unknown as { detail: IndexStep }).detail.index.name
}

type IndexState = 'missing' | 'valid' | 'invalid'

async function stateOf(name: string): Promise<IndexState> {
  const text = `select x.indisvalid from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
    where i.relnamespace = $1::text::pg_catalog.regnamespace and i.relname = $2`
  const [row] = await bench.query(text, bench.tenant.schema, name)
  if (row === undefined) return 'missing'
  return row[0] === 't' ? 'valid' : 'invalid'
}

test('an index is built after the publish, and then nothing is missing', async () => {
  await bench.customize(patch('lib_book', index('x_by_pages', 'pages')))
  expect(await builds()).toMatchObject([{ kind: 'buildIndex', state: 'building', error: null }])
  expect(await drift()).toEqual([])
  const name = await pendingIndex()
  await bench.newWorker().runOnce()
  expect(await builds()).toEqual([])
  expect(await stateOf(name)).toBe('valid')
  expect(await drift()).toEqual([])
  expect(bench.faults).toEqual([])
})

test('a publish wakes the builds', async () => {
  const hints = await createHints({ database: bench.database })
  const worker = bench.newWorker({ hints, sweepMs: 3_600_000 })
  await worker.start()
  // The sweep of the beginning is through when the first events are.
  await expect.poll(() => bench.query('select seq from {t}._outbox')).toEqual([])
  await bench.customize(patch('lib_book', index('x_by_pages', 'pages')))
  for (const hint of bench.hints) hints.publish(hint)
  await expect.poll(builds, { timeout: 2000, interval: 20 }).toEqual([])
  await worker.stop()
  await hints.stop()
})

test('duplicates keep a unique key out, are listed, and once they are gone it comes into force by itself', async () => {
  const first = await addMember('张三', 'Zhang@library.test')
  const second = await addMember('张三丰', 'zhang@library.test')
  await addMember('李四', 'li@library.test')
  await bench.customize(uniqueEmail)
  await build()
  expect(await builds()).toMatchObject([
    {
      state: 'failed',
      error: {
        code: 'KEY_NOT_UNIQUE',
        message: { en: expect.stringContaining('"x_email"') },
        keys: [{ values: ['Zhang@library.test'], count: 2, records: [first, second].sort() }],
      },
    },
  ])
  expect(await stateOf(await pendingIndex())).toBe('missing')
  expect(await drift()).toEqual([])

  const body = { email: 'zhang.sanfeng@library.test' }
  await updateRecord(bench.deps, bench.admin, { object: 'lib_member', id: second, body, expected: '*' })
  await build()
  expect(await builds()).toEqual([])
  expect(await drift()).toEqual([])
  await expect(addMember('李四', 'LI@library.test')).rejects.toMatchObject({
    code: 'RECORD_NOT_UNIQUE',
    params: { fields: ['email'] },
  })
})

test('at most a hundred values are listed', async () => {
  for (let pages = 1; pages <= 101; pages++) for (const _ of [1, 2]) await newBook(bench, bench.admin, { pages })
  await bench.customize(patch('lib_book', { unique: [{ name: 'x_pages', fields: ['pages'] }] }))
  await build()
  expect(await builds()).toMatchObject([{ error: { keys: expect.objectContaining({ length: 100 }) } }])
})

test('what a later version wants no more is not built', async () => {
  await bench.customize(patch('lib_book', index('x_by_pages', 'pages')))
  const name = await pendingIndex()
  await bench.customize()
  await build()
  expect(await builds()).toEqual([])
  expect(await stateOf(name)).toBe('missing')
  expect(await drift()).toEqual([])
})

test('a build goes on after the process that was at it is killed', async () => {
  const { name, writer, pid } = await killDuringBuild()
  // Its backend goes on: nobody else may touch the index.
  await build({ leaseMs: 1 })
  expect(await stateOf(name)).toBe('invalid')

  // The backend dies too, and leaves an index that is worth nothing.
  await bench.query('select pg_catalog.pg_terminate_backend($1)', pid)
  await expect.poll(backendOf).toBeNull()
  expect(await stateOf(name)).toBe('invalid')
  expect(await drift()).toEqual([])
  await writer.finish()
  await finishBuilds()
  expect(await stateOf(name)).toBe('valid')
  expect(await drift()).toEqual([])
})

test('what the backend of a killed process finishes is kept', async () => {
  const { name, writer } = await killDuringBuild()
  await writer.finish()
  await expect.poll(() => stateOf(name)).toBe('valid')
  const oid = await oidOf(name)
  await finishBuilds()
  expect(await oidOf(name)).toBe(oid)
  expect(await drift()).toEqual([])
})

test('a worker that stops does not wait for an index', async () => {
  await bench.customize(uniqueEmail)
  const name = await pendingIndex()
  const writer = await openWriter()
  const worker = bench.newWorker()
  await worker.start()
  await expect.poll(() => stateOf(name)).toBe('invalid')
  await worker.stop()
  await writer.finish()
  expect(bench.faults).toEqual([])
})

test('a key over a text that nobody looked up before knows the texts that are there', async () => {
  for (const n of [1, 2, 3]) await addMember(`读者 ${n}`, `Mixed.Case${n}@Library.test`)
  await bench.customize(uniqueEmail)
  // Somebody else has taken the filling of the search copies; the key must not wait for him, nor go without them.
  expect(await claimBuild(bench.database, bench.tenant.schema, 60_000)).toMatchObject({ kind: 'fillFolded' })
  await bench.newWorker().runOnce()
  await expect(addMember('另一个', 'MIXED.CASE3@LIBRARY.TEST')).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
})

test('a text that becomes one to look up is found in the records that are there', async () => {
  for (const n of [1, 2, 3]) await addMember(`读者 ${n}`, `Mixed.Case${n}@Library.test`)
  const found = async () => {
    const request = { object: 'lib_member', where: "contains(email, 'mixed.case2')", limit: 10, count: 'none' } as const
    return (await listRecords(bench.deps, bench.admin, request)).records.map(({ name }) => name)
  }
  expect(await found()).toEqual(['读者 2'])
  await bench.customize(patch('lib_member', { search: ['name', 'email'] }))
  expect(await builds()).toMatchObject([{ kind: 'fillFolded', state: 'building' }])
  await bench.newWorker().runOnce()
  expect(await builds()).toEqual([])
  expect(await found()).toEqual(['读者 2'])
  expect(await drift()).toEqual([])
})

/** A transaction that has written to the members and not ended: an index built beside writers has to wait for it. */
async function openWriter() {
  const client = await bench.database.connect()
  await client.query('begin')
  await client.query(`update "${bench.tenant.schema}".o_lib_member set version = version where false`)
  return {
    finish: async () => {
      await client.query('commit')
      await client.end()
    },
  }
}

/** Kills the process that builds an index while its backend waits for a writer. */
async function killDuringBuild() {
  await addMember('张三', 'zhang@library.test')
  await bench.customize(uniqueEmail)
  const name = await pendingIndex()
  const writer = await openWriter()
  const script = new URL('support/build-until-killed.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, bench.tenant.name], { stdio: 'inherit' })
  await expect.poll(() => stateOf(name), { timeout: 20_000 }).toBe('invalid')
  const pid = await backendOf()
  child.kill('SIGKILL')
  await once(child, 'exit')
  return { name, writer, pid }
}

/** Process id of the backend that builds an index for this tenant. */
async function backendOf(): Promise<string | null> {
  const text = "select pid from pg_catalog.pg_stat_activity where query like $1 and state = 'active'"
  const [row] = await bench.query(text, `create unique index concurrently%"${bench.tenant.schema}"%`)
  return row?.[0] ?? null
}

async function oidOf(name: string): Promise<string | null | undefined> {
  const [row] = await bench.query('select $1::text::pg_catalog.regclass::oid', `"${bench.tenant.schema}"."${name}"`)
  return row?.[0]
}

/** The lease of the killed process has to end first. */
async function finishBuilds(): Promise<void> {
  await expect
    .poll(async () => {
      await build()
      return builds()
    })
    .toEqual([])
}
