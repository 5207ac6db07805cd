import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import { deleteSession } from '@huozi/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish, type RequestContext } from '../src/index.ts'
import { ADMIN, newBook, openLibrary } from './support/library.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop
let ctx: RequestContext
let node: ChildProcess
let answers: Interface

beforeAll(async () => {
  workshop = await openLibrary()
  ctx = await workshop.signIn(ADMIN)
  const book = await newBook(workshop, ctx)
  const session = ctx.actor.kind === 'user' ? ctx.actor.session : ''
  const script = new URL('support/reading-node.ts', import.meta.url).pathname
  const options = [workshop.tenant.name, session, 'lib_book', book.id]
  node = spawn(process.execPath, [script, ...options], { stdio: ['pipe', 'pipe', 'inherit'] })
  if (node.stdout === null) throw new Error('No standard output')
  answers = createInterface({ input: node.stdout })
})

afterAll(async () => {
  node.kill('SIGKILL')
  await workshop.close()
})

const read = async (): Promise<object> => {
  const answer = once(answers, 'line')
  node.stdin?.write('read\n')
  return JSON.parse(String((await answer)[0])) as object
}

const addField = (name: string) => {
  const document = {
    kind: 'object',
    name: 'lib_book',
    extends: 'library',
    fields: [{ name, type: 'text', label: name }],
  }
  return publish(workshop.deps, workshop.system, {
    message: name,
    changes: [{ name: 'tenant', layer: { manifest: null, documents: [document] } }],
  })
}

test('a process that was stopped while a version was published works by it when it goes on', async () => {
  for (let round = 1; round <= 5; round++) {
    expect(await read()).not.toHaveProperty(`x_round_${round}`)
    node.kill('SIGSTOP')
    await addField(`x_round_${round}`)
    const answer = read()
    node.kill('SIGCONT')
    expect(await answer).toHaveProperty(`x_round_${round}`)
  }
})

test('a process that was stopped while a session ended refuses it when it goes on', async () => {
  expect(await read()).toHaveProperty('title')
  node.kill('SIGSTOP')
  if (ctx.actor.kind === 'user') await deleteSession(workshop.database, workshop.tenant.schema, ctx.actor.session)
  const answer = read()
  node.kill('SIGCONT')
  expect(await answer).toEqual({ code: 'SIGN_IN_REQUIRED' })
})
