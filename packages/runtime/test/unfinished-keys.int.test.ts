import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { AppError } from '@huozi/core'
import { type Database, fetchBuilds, fetchHead } from '@huozi/database'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createRecord,
  createRuntimeDeps,
  deleteRecord,
  loadDataset,
  type RequestContext,
  type RuntimeDeps,
  runBuild,
  updateRecord,
} from '../src/index.ts'
import { createWithin } from '../src/record/create-record.ts'
import { ADMIN } from './support/library.ts'
import { ask, fresh, openNodes, republish } from './support/nodes.ts'
import { caught, outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let own: Workshop
let admin: RequestContext

beforeEach(async () => {
  own = await openNodes()
  admin = await own.signIn(ADMIN)
})

afterEach(() => own.close())

const object = 'rev_node'
const make = (body: object, deps: RuntimeDeps = own.deps) =>
  createRecord(deps, admin, { object, body: { name: fresh(), ...body } })
const change = (id: string, body: object) =>
  updateRecord(own.deps, admin, { object, id, body: body as never, expected: '*' })
/** Publishes a key over these fields; its index is built by nobody yet. */
const key = (...fields: string[]) =>
  republish(own, (document) => ({ ...document, unique: [...(document.unique ?? []), { name: 'new_key', fields }] }))
const build = async () => {
  while (await runBuild(own.deps, own.tenant));
}
const isRefused = (work: Promise<unknown>) => expect(outcome(work)).resolves.toBe('RECORD_NOT_UNIQUE')

test('a new key holds for new records from the publish on, with the words its index will have', async () => {
  await make({ other: 'Straße Ａ' })
  await key('other')
  const before = await caught(make({ other: 'STRASSE A' }).then(() => make({ other: 'straße a' })))
  await build()
  const after = await caught(make({ other: 'strasse A' }))
  for (const refusal of [before, after]) {
    expect(refusal).toMatchObject({ code: 'RECORD_NOT_UNIQUE', pointer: '/other', params: { fields: ['other'] } })
  }
  expect((before as unknown as AppError).detail('zh-CN')).toBe((after as unknown as AppError).detail('zh-CN'))
})

test('of several requests with one key at the same time one wins', async () => {
  await key('other', 'size')
  const nodes = [own.deps, own.newNode(), own.newNode(), own.newNode()]
  const victims = await Promise.all(nodes.map((_, size) => make({ other: `v${size}` })))
  for (let size = 0; size < 40; size++) {
    const creating = nodes.map((node, at) => outcome(make({ other: at % 2 === 0 ? 'Same' : 'sAME', size }, node)))
    const changing = victims.slice(0, 2).map(({ id }) => outcome(change(id, { other: 'same', size })))
    const outcomes = await Promise.all([...creating, ...changing])
    expect(outcomes.filter((of) => of !== 'RECORD_NOT_UNIQUE')).toEqual(['ok'])
  }
})

test('a request that may be repeated keeps a new key as well', async () => {
  await key('size')
  const twice = ['a', 'b'].map((word) =>
    outcome(
      createRecord(own.deps, admin, {
        object,
        body: { name: word, size: 7 },
        idempotency: { key: word, route: 'POST /x', body: {} },
      }),
    ),
  )
  expect((await Promise.all(twice)).sort()).toEqual(['RECORD_NOT_UNIQUE', 'ok'])
})

test('a change into a key that another record has is refused, one of its own spelling is not', async () => {
  const held = await make({ other: 'Held' })
  const free = await make({ other: 'free' })
  await key('other')
  await isRefused(change(free.id, { other: 'hELD' }))
  await change(held.id, { other: 'HELD' })
  await change(free.id, { remark: 'unchanged key' })
})

test('a key with a blank part is free', async () => {
  await key('other', 'size')
  const first = await make({ other: 'x' })
  const second = await make({ other: 'x' })
  await change(first.id, { size: 1 })
  await isRefused(change(second.id, { size: 1 }))
})

test('a deleted record has no key', async () => {
  const held = await make({ size: 5 })
  await key('size')
  await isRefused(make({ size: 5 }))
  await deleteRecord(own.deps, admin, { object, id: held.id, expected: '*' })
  await make({ size: 5 })
})

test('a dataset is held to a new key', async () => {
  await make({ other: 'held' })
  await key('other')
  const records = [{ code: 'c1', other: 'HELD' }]
  const dataset = { kind: 'dataset', name: 'd', object, externalId: 'code', onUpgrade: 'keep', records } as never
  await isRefused(loadDataset(own.deps, admin, dataset))
})

test('duplicates that are there keep the index out, and nobody adds to them', async () => {
  const first = await make({ other: 'twice' })
  await make({ other: 'TWICE' })
  await key('other')
  await build()
  expect(await fetchBuilds(own.database, own.tenant.schema)).toMatchObject([
    { kind: 'buildIndex', state: 'failed', error: { code: 'KEY_NOT_UNIQUE' } },
  ])
  await isRefused(make({ other: 'Twice' }))
  await change(first.id, { remark: 'still to be mended' })
})

test('when the index is there the writers leave it to the index', async () => {
  let transactions = 0
  const counting: Database = {
    ...own.database,
    transaction: (work) => {
      transactions += 1
      return own.database.transaction(work)
    },
  }
  const node = createRuntimeDeps({ database: counting, clock: own.clock, secret: 'test', hint: () => {} })
  await make({ size: 1 }, node)
  expect(transactions).toBe(0)
  await key('size')
  await make({ size: 2 }, node)
  expect(transactions).toBe(1)
  await build()
  expect(await fetchHead(own.database, own.tenant.schema)).not.toHaveProperty('unfinishedKeys')
  await make({ size: 3 }, node)
  await isRefused(make({ size: 3 }, node))
  expect(transactions).toBe(1)
})

test('a publish of a key waits for whoever writes without knowing of it', async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>()
  const writer = own.deps.views.run(admin, (view) =>
    own.database.transaction(async (runner) => {
      const session = { deps: own.deps, ctx: admin, view, runner }
      await createWithin(session, { object, body: { name: 'early', size: 9 } })
      hasWritten()
      await held
    }),
  )
  await written
  const published = key('size')
  const waiting = expect
    .poll(() =>
      ask(own, `select 1 from pg_locks where not granted and relation = '${own.tenant.schema}.o_rev_node'::regclass`),
    )
    .not.toEqual([])
    .then(() => 'waits')
  const first = await Promise.race([waiting, published])
  letGo()
  await Promise.all([writer, published])
  expect(first).toBe('waits')
  await isRefused(make({ size: 9 }))
})

test('a process that was stopped while a key was published keeps it when it goes on', async () => {
  const session = admin.actor.kind === 'user' ? admin.actor.session : ''
  const script = new URL('support/writing-node.ts', import.meta.url).pathname
  const node = spawn(process.execPath, [script, own.tenant.name, session, object], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = createInterface({ input: node.stdout })
  const write = async (body: object): Promise<unknown> => {
    const answer = once(answers, 'line')
    node.stdin.write(`${JSON.stringify({ name: fresh(), ...body })}\n`)
    return JSON.parse(String((await answer)[0]))
  }
  try {
    expect(await write({ size: 1 })).toHaveProperty('id')
    node.kill('SIGSTOP')
    await key('size')
    const answer = write({ size: 1 })
    node.kill('SIGCONT')
    expect(await answer).toEqual({ code: 'RECORD_NOT_UNIQUE' })
  } finally {
    node.kill('SIGKILL')
  }
})
