/**
 * `npm run bench`: get, list, create and patch of one object through the whole server, against an application written by
 * hand for that table. Interleaved on the same rows, so that a noisy machine disturbs both alike; only the ratio counts.
 * Environment: BENCH_ROUNDS (5), BENCH_SECONDS (2), BENCH_ROWS (100000), BENCH_CONNECTIONS (16).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@huozi/database'
import { type LoadRequest, type LoadResult, runLoad } from './load.ts'
import { type BenchTenant, prepareTenant } from './prepare-tenant.ts'

const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback)
const rounds = number('BENCH_ROUNDS', 5)
const seconds = number('BENCH_SECONDS', 2)
const rows = number('BENCH_ROWS', 100_000)
const connections = number('BENCH_CONNECTIONS', 16)
const PORTS = { huozi: 3971, bare: 3972 }
type Side = keyof typeof PORTS

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'huozi-bench-'))
const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: console.log })
const children: ChildProcess[] = []
try {
  const tenant = await prepareTenant(postgres.url, rows)
  await startServers(tenant)
  for (const [name, requests] of Object.entries(operations(tenant))) report(name, await compare(requests))
} finally {
  for (const child of children) child.kill('SIGTERM')
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function startServers({ schema }: BenchTenant): Promise<void> {
  const environment = {
    ...process.env,
    DATABASE_URL: postgres.url,
    HUOZI_DEMO: '0',
    HUOZI_DATA: folder,
    PORT: String(PORTS.huozi),
  }
  children.push(
    spawn(process.execPath, [join(root, 'apps/server/dist/server.mjs')], { env: environment, stdio: 'ignore' }),
  )
  children.push(
    spawn(process.execPath, [join(root, 'bench/bare-app.ts'), postgres.url, schema, String(PORTS.bare)], {
      stdio: 'inherit',
    }),
  )
  await Promise.all([
    untilAnswers(`http://127.0.0.1:${PORTS.huozi}/readyz`),
    untilAnswers(`http://127.0.0.1:${PORTS.bare}/`),
  ])
}

async function untilAnswers(url: string): Promise<void> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} does not answer`)
}

type Operation = { readonly [S in Side]: () => LoadRequest }

function operations({ token, ids }: BenchTenant): { readonly [name: string]: Operation } {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const anyId = () => ids[Math.floor(Math.random() * ids.length)] ?? ''
  const where = encodeURIComponent('pages >= 900')
  const select = 'title,isbn,pages,price,weight,created_at,updated_at'
  const book = () => JSON.stringify({ title: `Bench ${Math.random()}`, pages: 3, price: '12.50' })
  const pages = () => JSON.stringify({ pages: 1 + Math.floor(Math.random() * 1000) })
  return {
    get: {
      huozi: () => ({ method: 'GET', path: `/api/v1/records/lib_book/${anyId()}?select=${select}`, headers }),
      bare: () => ({ method: 'GET', path: `/books/${anyId()}`, headers }),
    },
    list: {
      huozi: () => ({
        method: 'GET',
        path: `/api/v1/records/lib_book?where=${where}&sort=price&limit=50&select=${select}`,
        headers,
      }),
      bare: () => ({ method: 'GET', path: '/books?min=900', headers }),
    },
    create: {
      huozi: () => ({ method: 'POST', path: '/api/v1/records/lib_book', headers, body: book() }),
      bare: () => ({ method: 'POST', path: '/books', headers, body: book() }),
    },
    patch: {
      huozi: () => ({
        method: 'PATCH',
        path: `/api/v1/records/lib_book/${anyId()}`,
        headers: { ...headers, 'if-match': '*' },
        body: pages(),
      }),
      bare: () => ({ method: 'PATCH', path: `/books/${anyId()}`, headers, body: pages() }),
    },
  }
}

interface Comparison {
  readonly huozi: readonly LoadResult[]
  readonly bare: readonly LoadResult[]
}

async function compare(operation: Operation): Promise<Comparison> {
  const results = { huozi: [] as LoadResult[], bare: [] as LoadResult[] }
  for (let round = 0; round <= rounds; round++) {
    for (const side of ['huozi', 'bare'] as const) {
      const result = await runLoad({ port: PORTS[side], connections, seconds, next: operation[side] })
      // The first round only warms up.
      if (round > 0) results[side].push(result)
    }
  }
  return results
}

function report(name: string, { huozi, bare }: Comparison): void {
  const ratio = median(huozi.map((result, round) => result.perSecond / (bare[round]?.perSecond ?? Number.NaN)))
  const show = (results: readonly LoadResult[]) =>
    `${Math.round(median(results.map(({ perSecond }) => perSecond)))}/s, p99 ${median(results.map(({ p99 }) => p99)).toFixed(1)} ms, ${results.reduce((sum, { failures }) => sum + failures, 0)} failed`
  console.log(`${name.padEnd(7)} ratio ${ratio.toFixed(2)}   huozi ${show(huozi)}   by hand ${show(bare)}`)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
