import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { holdGuard } from '../src/embedded/guard-pipe.ts'
import { findPostmaster } from '../src/embedded/postmaster.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/embedded/start-embedded-postgres.ts'

const PARENT = fileURLToPath(new URL('./embedded-parent.ts', import.meta.url))
const isRoot = process.getuid?.() === 0

let madeBefore: string
let dataFolder: string
let leftovers: (() => unknown)[]

/** Most tests begin with a cluster that was made before: a copy of one is quicker than `initdb`. */
beforeAll(async () => {
  madeBefore = newFolder()
  await (await startEmbeddedPostgres({ dataFolder: madeBefore, log: () => undefined })).stop()
})

afterAll(() => rmSync(madeBefore, { recursive: true, force: true }))

beforeEach(() => {
  leftovers = []
  dataFolder = newFolder()
})

afterEach(async () => {
  for (const clear of leftovers.reverse()) await clear()
  rmSync(dataFolder, { recursive: true, force: true })
})

test('makes a cluster that compares and classifies text the same way on every machine', async () => {
  const { url } = await start()
  const facts = await query(
    url,
    `select datlocprovider, datlocale, datctype, pg_encoding_to_char(encoding) as encoding, upper('é') as upper,
       current_setting('data_checksums') as checksums, current_setting('fsync') as fsync
     from pg_database where datname = current_database()`,
  )
  expect(facts).toEqual({
    datlocprovider: 'b',
    datlocale: 'C.UTF-8',
    datctype: 'C',
    encoding: 'UTF8',
    upper: 'É',
    checksums: 'on',
    fsync: 'on',
  })
})

test('asks for the password that is kept for nobody else to read', async () => {
  copyCluster()
  const { url } = await start()
  const wrong = url.replace(/:[^:@]+@/, ':wrong@')
  await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  expect(statSync(join(clusterFolder(), 'password')).mode & 0o777).toBe(0o600)
})

test('keeps its rows over a stop, and a second start is quick', async () => {
  copyCluster()
  const first = await start()
  await query(first.url, 'create table kept as select 7 as answer')
  await first.stop()
  expect(findPostmaster(join(clusterFolder(), 'data'))).toBeNull()

  const began = performance.now()
  const second = await start()
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(await query(second.url, 'select answer from kept')).toEqual({ answer: 7 })
})

test('leaves no Postgres behind when its server is killed', async () => {
  copyCluster()
  const { child } = await startParent()
  const { pid } = running()
  child.kill('SIGKILL')
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 5_000, interval: 50 })
})

test('shares one Postgres between two servers and stops it with the last of them', async () => {
  copyCluster()
  const { child, url } = await startParent()
  const joined = await start()
  expect(joined.url).toBe(url)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await query(joined.url, 'select 1 as one')).toEqual({ one: 1 })
  await joined.stop()
  expect(findPostmaster(join(clusterFolder(), 'data'))).toBeNull()
})

test('starts again right after the last server was killed, while the old Postgres is still going down', async () => {
  copyCluster()
  const { child, url } = await startParent()
  await query(url, 'create table kept as select 7 as answer')
  child.kill('SIGKILL')
  const next = await start()
  expect(await query(next.url, 'select answer from kept')).toEqual({ answer: 7 })
})

test('adopts a live Postgres whose guard was killed, and stops it in the end', async () => {
  copyCluster()
  const { child, guard } = await startWithGuard()
  const { pid } = running()
  process.kill(guard, 'SIGKILL')
  child.kill('SIGKILL')
  await vi.waitFor(() => expect(isUnguarded()).toBe(true), { timeout: 5_000 })

  const adopted = await start()
  expect(running().pid).toBe(pid)
  await adopted.stop()
  expect(findPostmaster(join(clusterFolder(), 'data'))).toBeNull()
})

test('removes a postmaster.pid whose number belongs to another program by now', async () => {
  copyCluster()
  await (await start()).stop()
  const data = join(clusterFolder(), 'data')
  writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`)
  const { url } = await start()
  expect(await query(url, 'select 1 as one')).toEqual({ one: 1 })
})

test('comes up after Postgres itself was killed', async () => {
  copyCluster()
  const first = await start()
  await query(first.url, 'create table kept as select 7 as answer')
  process.kill(running().pid, 'SIGKILL')
  await first.stop()
  const second = await start()
  expect(await query(second.url, 'select answer from kept')).toEqual({ answer: 7 })
})

test('lets two servers make the same new cluster at the same time', async () => {
  const [one, two] = await Promise.all([start(), start()])
  expect(one.url).toBe(two.url)
})

test.runIf(isRoot)(
  'keeps the cluster elsewhere, and says where, when its account may not enter the folder',
  async () => {
    chmodSync(dataFolder, 0o700)
    const lines: string[] = []
    const { url } = await start((line) => lines.push(line))
    expect(await query(url, 'select 1 as one')).toEqual({ one: 1 })
    expect(lstatSync(join(dataFolder, 'postgres')).isSymbolicLink()).toBe(true)
    expect(lines.join()).toContain(clusterFolder())
    leftovers.unshift(() => rmSync(clusterFolder(), { recursive: true }))
  },
)

test('refuses a cluster of another major version with one clear line', async () => {
  const data = join(dataFolder, 'postgres', 'data')
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, 'PG_VERSION'), '12\n')
  await expect(start()).rejects.toThrow(/was made by Postgres 12 and this is 18/)
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'huozi-embedded-'))
  // When root runs the tests, Postgres runs as another account and has to get in.
  chmodSync(folder, 0o755)
  return folder
}

/** Fills the data folder; owners and modes are part of a cluster. */
function copyCluster(): void {
  execFileSync('cp', ['-a', join(madeBefore, 'postgres'), dataFolder])
}

async function start(log: (line: string) => void = () => undefined): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataFolder, log })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= postgres.stop()
    return stopped
  }
  leftovers.push(stop)
  return { ...postgres, stop }
}

/** Another process that started the same cluster, to be killed. */
async function startParent(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [PARENT, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  leftovers.push(() => child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  return { child, url: String(line).trim() }
}

async function startWithGuard(): Promise<{ child: ChildProcess; guard: number }> {
  const { child } = await startParent()
  const ps = spawn('ps', ['-o', 'ppid=', '-p', String(running().pid)])
  const [parent] = await once(ps.stdout, 'data')
  return { child, guard: Number(String(parent).trim()) }
}

function isUnguarded(): boolean {
  const held = holdGuard({ pipe: join(clusterFolder(), 'guard.pipe') })
  if (held !== null) closeSync(held)
  return held === null
}

function running() {
  const postmaster = findPostmaster(join(clusterFolder(), 'data'))
  if (postmaster === null) throw new Error('no Postgres is running')
  return postmaster
}

function clusterFolder(): string {
  return realpathSync(join(dataFolder, 'postgres'))
}

async function query(url: string, statement: string): Promise<Record<string, unknown> | undefined> {
  const client = new Client({ connectionString: url })
  // A killed server ends the connection with an event as well as with an error.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(statement)).rows[0]
  } finally {
    await client.end()
  }
}
