import type { Json } from '@huozi/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  deleteRecord,
  listRecords,
  type RequestContext,
  type RuntimeDeps,
  recordHistory,
  upsertRecord,
} from '../src/index.ts'
import { ADMIN, openLibrary, READER } from './support/library.ts'
import { outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let own: Workshop
let admin: RequestContext

beforeAll(async () => {
  own = await openLibrary()
  admin = await own.signIn(ADMIN)
})

afterAll(() => own.close())

const object = 'lib_book'
const put = (
  external: string,
  body: Json,
  more: { deps?: RuntimeDeps; ctx?: RequestContext; key?: string; expected?: number } = {},
) =>
  upsertRecord(more.deps ?? own.deps, more.ctx ?? admin, {
    object,
    key: more.key ?? 'isbn',
    external,
    body,
    expected: more.expected ?? '*',
  })
const found = async (isbn: string) =>
  (await listRecords(own.deps, admin, { object, where: `isbn = '${isbn}'`, limit: 10, count: 'none' })).records

test('a record is created by its external id, then changed, and left alone when nothing is new', async () => {
  const first = await put('U-1', { title: '一' })
  expect(first).toMatchObject({ created: true, record: { isbn: 'U-1', title: '一', version: 1 } })
  const second = await put('U-1', { title: '二', isbn: 'U-1' })
  expect(second).toMatchObject({ created: false, record: { id: first.record.id, title: '二', version: 2 } })
  expect(await put('U-1', { title: '二' })).toMatchObject({ created: false, record: { version: 2 } })
  expect((await recordHistory(own.deps, admin, { object, id: first.record.id, limit: 10 })).entries).toHaveLength(2)
})

test('of many first requests at the same time, on several nodes, one creates and all are answered', async () => {
  const nodes = [own.deps, own.newNode(), own.newNode(), own.newNode()]
  for (let round = 0; round < 8; round++) {
    const isbn = `R-${round}`
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        put(isbn, { title: `t${round} ${at % 3}` }, { deps: nodes[at % 4] ?? own.deps }),
      ),
    )
    expect(all.filter(({ created }) => created)).toHaveLength(1)
    expect(new Set(all.map(({ record }) => record.id)).size).toBe(1)
    expect(await found(isbn)).toHaveLength(1)
  }
}, 30_000)

test('an id whose record was deleted makes a new one', async () => {
  const { record } = await put('D-1', { title: 'x' })
  await deleteRecord(own.deps, admin, { object, id: record.id, expected: '*' })
  const again = await put('D-1', { title: 'y' })
  expect([again.created, again.record.id === record.id]).toEqual([true, false])
})

test('a version that was read is kept to', async () => {
  await put('V-1', { title: 'a' })
  await put('V-1', { title: 'b' })
  expect(await outcome(put('V-1', { title: 'c' }, { expected: 1 }))).toBe('VERSION_CONFLICT')
})

test('only an external id finds records, and the body names no other', async () => {
  expect(await outcome(put('x', {}, { key: 'title' }))).toBe('FIELD_NOT_EXTERNAL')
  expect(await outcome(put('x', {}, { key: 'constructor' }))).toBe('FIELD_UNKNOWN')
  expect(await outcome(put('X-1', { title: 'x', isbn: 'X-2' }))).toBe('REQUEST_SHAPE')
  expect(await outcome(put('X-1', 'text'))).toBe('REQUEST_SHAPE')
  expect(await outcome(put('\u0000', { title: 'x' }))).toBe('RECORD_INVALID')
  expect(await outcome(put('x'.repeat(5000), { title: 'x' }))).toBe('RECORD_INVALID')
})

test('who may not create or change gains nothing by it', async () => {
  const reader = await own.signIn(READER)
  await put('A-1', { title: 'a' })
  expect(await outcome(put('A-1', { title: 'b' }, { ctx: reader }))).toMatch(/ACTION_FORBIDDEN|FIELD_/)
  expect(await outcome(put('A-2', { title: 'b' }, { ctx: reader }))).toMatch(/ACTION_FORBIDDEN|FIELD_/)
  await put('A-3', { title: '坏', damaged: true })
  expect(await outcome(put('A-3', { title: 'b' }, { ctx: reader }))).toMatch(/ACTION_FORBIDDEN|FIELD_/)
  expect((await found('A-3'))[0]).toMatchObject({ title: '坏' })
})
