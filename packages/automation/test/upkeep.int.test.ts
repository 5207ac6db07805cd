import { createChangeSet, DRAFT_KEPT_MS, deleteChangeSet, planChangeSet, putDocument } from '@huozi/runtime'
import { ADMIN, READER } from '@huozi/runtime/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Bench, openBench } from './support/bench.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
})

beforeEach(async () => {
  await bench.query('delete from {t}._draft')
})

afterAll(() => bench.close())

/** Signed in now: sessions end sooner than change sets grow stale. */
const signIn = () => bench.signIn(ADMIN)
const HOUR_MS = 60 * 60_000
const draft = async () => {
  const documents = [{ kind: 'object', name: 'lib_book', extends: 'library' }]
  return (await createChangeSet(bench.deps, await signIn(), { package: null, documents, message: null })).id
}
const drafts = async () => new Set((await bench.query('select id from {t}._draft')).map(([id]) => id))
const pass = (ms: number) => bench.clock.set(bench.clock.now() + ms)

test('change sets nobody has touched for thirty days are removed, others stay', async () => {
  const [stale, touched] = [await draft(), await draft()]
  pass(DRAFT_KEPT_MS - HOUR_MS)
  const document = { kind: 'object', name: 'lib_loan', extends: 'library' }
  await putDocument(bench.deps, bench.system, { id: touched, document })
  await bench.newWorker().runOnce()
  expect(await drafts()).toEqual(new Set([stale, touched]))
  pass(HOUR_MS)
  const young = await draft()
  await bench.newWorker().runOnce()
  expect(await drafts()).toEqual(new Set([stale, touched, young]))
  pass(1)
  await bench.newWorker().runOnce()
  expect(await drafts()).toEqual(new Set([touched, young]))
  expect(bench.faults).toEqual([])
})

test('one worker tidies a tenant at most once an hour', async () => {
  const worker = bench.newWorker()
  await worker.runOnce()
  await draft()
  await bench.query("update {t}._draft set created_at = created_at - interval '40 days'")
  pass(HOUR_MS - 1)
  await worker.runOnce()
  expect(await drafts()).toHaveProperty('size', 1)
  pass(1)
  await worker.runOnce()
  expect(await drafts()).toEqual(new Set())
})

test('the sweep alone finds what is stale', async () => {
  await draft()
  await bench.query("update {t}._draft set created_at = created_at - interval '40 days'")
  const worker = bench.newWorker()
  await worker.start()
  await expect.poll(drafts).toEqual(new Set())
  await worker.stop()
})

test('a change set can be given up by who may edit the model, once', async () => {
  const { deps } = bench
  const admin = await signIn()
  const [id, other] = [await draft(), await draft()]
  const reader = await bench.signIn(READER)
  await expect(deleteChangeSet(deps, reader, id)).rejects.toMatchObject({ code: 'RIGHT_MISSING' })
  await deleteChangeSet(deps, admin, id)
  expect(await drafts()).toEqual(new Set([other]))
  await expect(deleteChangeSet(deps, admin, id)).rejects.toMatchObject({ code: 'CHANGE_SET_NOT_FOUND' })
  await expect(planChangeSet(deps, admin, id)).rejects.toMatchObject({ code: 'CHANGE_SET_NOT_FOUND' })
  await expect(deleteChangeSet(deps, admin, "'; --")).rejects.toMatchObject({ code: 'CHANGE_SET_NOT_FOUND' })
})
