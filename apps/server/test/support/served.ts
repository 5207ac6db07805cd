import { createHints } from '@huozi/automation'
import { type Json, systemClock } from '@huozi/core'
import { type Database, migratePlatform, openDatabase, pingDatabase } from '@huozi/database'
import type { Package } from '@huozi/metadata'
import { createRuntimeDeps, createTenant, type NewUser, type RuntimeDeps } from '@huozi/runtime'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../src/build-app.ts'
import { readLayerFolder } from '../../src/demo/read-demo.ts'
import { createQueueFigures } from '../../src/queue-figures.ts'

const root = new URL('../../../../', import.meta.url).pathname

/** The whole HTTP application on the test database, without a port. */
export interface Served {
  readonly app: FastifyInstance
  readonly deps: RuntimeDeps
  readonly routes: readonly string[]
  close(): Promise<void>
}

export async function serve(): Promise<Served> {
  const database: Database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '' })
  await migratePlatform(database)
  const hints = await createHints({ database })
  const deps = createRuntimeDeps({ database, clock: systemClock, secret: 'test', hint: hints.publish })
  const routes: string[] = []
  const app = await buildApp({
    deps,
    hints,
    isReady: () => true,
    publicUrl: null,
    logLevel: 'silent',
    ping: () => pingDatabase(database),
    queue: createQueueFigures(database, systemClock),
    onRoute: (method, url) => routes.push(`${method} ${url}`),
  })
  await app.ready()
  const close = async () => {
    await app.close()
    await hints.stop()
    await database.close()
  }
  return { app, deps, routes, close }
}

export const PASSWORD = 'test-password'

/** A library with an administrator; every text of its records carries the token. */
export async function makeLibrary(
  deps: RuntimeDeps,
  name: string,
  users: readonly Omit<NewUser, 'password'>[],
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
    packages,
    users: withPassword,
  })
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly json: Json
  readonly headers: Readonly<Record<string, unknown>>
}

/** Sends requests as one user. */
export type Caller = (
  method: string,
  path: string,
  options?: { body?: Json | string; headers?: Record<string, string> },
) => Promise<Answer>

export async function signedIn(app: FastifyInstance, tenant: string, email: string): Promise<Caller> {
  const anonymous = caller(app, {})
  const { json } = await anonymous('POST', '/api/v1/auth/sign-in', { body: { tenant, email, password: PASSWORD } })
  return caller(app, { authorization: `Bearer ${(json as { token: string }).token}` })
}

/** Sends requests with these headers. */
export function caller(app: FastifyInstance, always: Record<string, string>): Caller {
  return async (method, path, { body, headers } = {}) => {
    const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
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
      json: isJson && answer.body !== '' ? (answer.json() as Json) : null,
      headers: answer.headers,
    }
  }
}
