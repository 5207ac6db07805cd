import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '@huozi/core'
import { openDatabase } from '@huozi/database'
import { ADMIN, openLibrary, PASSWORD, READER, type Workshop } from '@huozi/runtime/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { run } from '../src/run.ts'
import { type FakeTerminal, fakeTerminal } from './fake-terminal.ts'

const SERVER = join(import.meta.dirname, '../../server/src/main.ts')
const READY_MS = 60_000

let workshop: Workshop
let server: { readonly url: string; readonly process: ChildProcess }

/** A database of its own: a server works for every tenant it finds. */
beforeAll(async () => {
  const name = `cli_${newId().replaceAll('-', '')}`
  const shared = new URL(process.env.HUOZI_TEST_DATABASE_URL ?? '')
  const database = openDatabase({ url: shared.href })
  const client = await database.connect()
  await client.query(`create database ${name}`)
  await client.end()
  await database.close()
  shared.pathname = `/${name}`
  process.env.HUOZI_TEST_DATABASE_URL = shared.href
  workshop = await openLibrary()
  server = await startServer(shared.href)
})

afterAll(async () => {
  server?.process.kill('SIGTERM')
  await workshop?.close()
})

afterEach(async () => {
  expect(await draftsLeft()).toEqual([])
})

/** Change sets on the server: no command leaves one behind. */
function draftsLeft(): Promise<readonly unknown[]> {
  const text = `select id from "${workshop.tenant.schema}"._draft`
  return workshop.database.run({ name: null, text, parameters: [] })
}

async function startServer(databaseUrl: string): Promise<typeof server> {
  const settings = { DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: '0', HUOZI_DEMO: '0' }
  const child = spawn(process.execPath, [SERVER], {
    env: { ...process.env, ...settings, HUOZI_SECRET: 'x'.repeat(40) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The server is not ready:\n${log}`)), READY_MS)
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${log}`)))
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        log += chunk.toString()
        const found = /ready at (http:\/\/\S+)/.exec(log)?.[1]
        if (found === undefined) return
        clearTimeout(timer)
        resolve(found)
      })
    }
  })
  return { url, process: child }
}

/** Signs in by the command, as `email`. */
async function signIn(email: string): Promise<FakeTerminal> {
  const own = fakeTerminal({ answers: [PASSWORD] })
  const login = ['login', server.url, '--tenant', workshop.tenant.name, '--email', email]
  expect(await run(login, own), own.complained.join('\n')).toBe(0)
  return own
}

function writeDocument(folder: string, document: { kind: string; name: string; [property: string]: unknown }): void {
  mkdirSync(join(folder, document.kind), { recursive: true })
  writeFileSync(join(folder, document.kind, `${document.name}.json`), JSON.stringify(document, null, 2))
}

const book = {
  kind: 'object',
  name: 'lib_book',
  extends: 'library',
  fields: [{ name: 'x_shelf', type: 'text', label: { 'zh-CN': '书架', en: 'Shelf' } }],
}

test('a field goes from a file into the tenant, and what others pull is what was published', async () => {
  const admin = await signIn(ADMIN)
  const folder = join(admin.cwd, 'layer')
  expect(await run(['pull', 'layer'], admin)).toBe(0)
  expect(readdirSync(folder)).toEqual([])
  writeDocument(folder, book)
  expect(await run(['check', 'layer'], admin), admin.complained.join('\n')).toBe(0)
  admin.clear()
  expect(await run(['plan', 'layer'], admin)).toBe(0)
  expect(admin.said).toContain('  + object Book (lib_book): add field Shelf (x_shelf)')
  expect(admin.said).toContain(
    '  · Add a column for Shelf (x_shelf) to Book (lib_book) (holds up writers for a moment)',
  )
  admin.clear()
  expect(await run(['publish', 'layer', '--yes', '-m', 'Shelves'], admin)).toBe(0)
  expect(admin.said.at(-1)).toBe('Published as version 2.')
  expect(await run(['pull', 'again'], admin)).toBe(0)
  const pulled = join(admin.cwd, 'again/object/lib_book.json')
  expect(JSON.parse(readFileSync(pulled, 'utf8'))).toEqual(book)
  admin.clear()
  expect(await run(['publish', 'again', '--yes'], admin)).toBe(0)
  expect(admin.said).toEqual(['Nothing to publish: the folder says what version 2 says.'])
  admin.remove()
})

test('what is wrong is told with file, line and pointer', async () => {
  const admin = await signIn(ADMIN)
  const folder = join(admin.cwd, 'layer')
  writeDocument(folder, {
    ...book,
    fields: [...book.fields, { name: 'x_tax', type: 'number', label: 'Tax', formula: 'prise * 2' }],
  })
  const chinese = { ...admin, env: { ...admin.env, LANG: 'zh_CN.UTF-8' } }
  expect(await run(['publish', 'layer', '--yes'], chinese)).toBe(1)
  expect(admin.complained[0]).toMatch(/^object\/lib_book\.json:\d+:\d+ \/fields\/1\/formula EXPRESSION_NAME_UNKNOWN$/)
  expect(admin.complained[1]).toContain('prise')
  expect(admin.complained.at(-1)).toBe('发现 1 个问题。')
  admin.remove()
})

test('a plan the person does not agree to is not published', async () => {
  const admin = await signIn(ADMIN)
  writeDocument(join(admin.cwd, 'layer'), { ...book, fields: [{ ...book.fields[0], maxLength: 30 }] })
  const asked = { ...admin, isInteractive: true, ask: async () => 'no' }
  expect(await run(['publish', 'layer'], asked)).toBe(1)
  expect(admin.complained.at(-1)).toBe('Nothing was published.')
  admin.remove()
})

test('who may not publish is refused', async () => {
  const reader = await signIn(READER)
  writeDocument(join(reader.cwd, 'layer'), book)
  expect(await run(['plan', 'layer'], reader)).toBe(2)
  expect(reader.complained[0]).toContain('RIGHT_MISSING')
  reader.remove()
})
