import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server of the journeys' own, with nothing in it but the demo. */
export interface TestServer {
  readonly url: string
  stop(): Promise<void>
}

const SERVER = join(import.meta.dirname, '../../server/dist/server.mjs')
const READY_MS = 120_000

/** Starts the built server on a free port with an empty data folder, and waits until the demo is loaded. */
export async function startServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'huozi-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = { PORT: String(port), HOST: '127.0.0.1', HUOZI_DATA: folder, HUOZI_DEMO: '1' }
  const child = spawn(process.execPath, [SERVER], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = collect(child)
  await ready(`${url}/readyz`, child, log)
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function collect({ stdout, stderr }: ChildProcess): () => string {
  const lines: string[] = []
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  return () => lines.join('').slice(-4000)
}

async function ready(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + READY_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${log()}`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  child.kill('SIGKILL')
  throw new Error(`The server was not ready after ${READY_MS / 1000} s:\n${log()}`)
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
