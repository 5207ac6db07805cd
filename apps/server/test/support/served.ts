import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHints } from '@huozi/automation'
import { type Json, systemClock } from '@huozi/core'
import { type Database, migratePlatform, openDatabase, pingDatabase } from '@huozi/database'
import type { Package } from '@huozi/metadata'
import { createRuntimeDeps, createTenant, type NewUser, type RuntimeDeps } from '@huozi/runtime'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../src/build-app.ts'
import { readLayerFolder } from '../../src/demo/read-demo.ts'
import { createDiskStore } from '../../src/files/disk-store.ts'
import { createQueueFigures } from '../../src/queue-figures.ts'

const root = new URL('../../../../', import.meta.url).pathname

/** The whole HTTP application on the test database, without a port. */
export interface Served {
  readonly app: FastifyInstance
  readonly deps: RuntimeDeps
  readonly routes: readonly string[]
  /** Where uploaded files are kept. */
  readonly folder: string
  close(): Promise<void>
}

export async function serve(): Promise<Served> {
  const database: Database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '' })
  await migratePlatform(database)
  const hints = await createHints({ database })
  const deps = createRuntimeDeps({ database, clock: systemClock, secret: 'test', hint: hints.publish })
  const routes: string[] = []
  const folder = await mkdtemp(join(tmpdir(), 'huozi-files-'))
  const app = await buildApp({
    deps,
    hints,
    isReady: () => true,
    publicUrl: null,
    logLevel: 'silent',
    ping: () => pingDatabase(database),
    queue: createQueueFigures(database, systemClock),
    files: { store: createDiskStore(folder), maxBytes: MAX_FILE_BYTES },
    onRoute: (method, url) => routes.push(`${method} ${url}`),
  })
  await app.ready()
  const close = async () => {
    await app.close()
    await hints.stop()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { app, deps, routes, folder, close }
}

/** Small, so that tests can go above it. */
export const MAX_FILE_BYTES = 300_000

export const PASSWORD = 'test-password'

/** A library with an administrator; every text of its records carries the token. */
export async function makeLibrary(
  deps: RuntimeDeps,
  name: string,
  users: readonly Omit<NewUser, 'password'>[],
  more: readonly Package[] = [],
): Promise<void> {
  const packages = ['schemas/modules/base', 'packages/metadata/test/fixtures/library'].map(
    (folder) => readLayerFolder(root + folder) as Package,
  )
  const withPassword = users.map((user) => ({ ...user, password: PASSWORD }))
  await createTenant(deps, {
    name,
    label: name,
    locale: 'zh-CN',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    packages: [...packages, ...more],
    users: withPassword,
  })
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly bytes: Buffer
  readonly json: Json
  readonly headers: Readonly<Record<string, unknown>>
}

/** Sends requests as one user. */
export type Caller = (
  method: string,
  path: string,
  options?: { body?: Json | string | Buffer; headers?: Record<string, string> },
) => Promise<Answer>

export async function signedIn(app: FastifyInstance, tenant: string, email: string): Promise<Caller> {
  const anonymous = caller(app, {})
  const { json } = await anonymous('POST', '/api/v1/auth/sign-in', { body: { tenant, email, password: PASSWORD } })
  return caller(app, { authorization: `Bearer ${(json as { token: string }).token}` })
}

/** A request that uploads a file as a form does. */
export function uploadOf(name: string, bytes: Buffer | string, type = 'text/plain') {
  const boundary = 'huozi-test-boundary'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

/** Sends requests with these headers. */
export function caller(app: FastifyInstance, always: Record<string, string>): Caller {
  return async (method, path, { body, headers } = {}) => {
    const isRaw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body)
    const payload = isRaw ? body : JSON.stringify(body)
    const answer = await app.inject({
      method: method as 'GET',
      url: path,
      headers: { ...always, ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      body: answer.body,
      bytes: answer.rawPayload,
      json: isJson && answer.body !== '' ? (answer.json() as Json) : null,
      headers: answer.headers,
    }
  }
}
