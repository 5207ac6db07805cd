import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixedClock, type Json, newId, systemClock } from '@huozi/core'
import { type Database, migratePlatform, openDatabase, type Tenant } from '@huozi/database'
import { type Document, type Layer, type Package, readLayer } from '@huozi/metadata'
import {
  createRuntimeDeps,
  createTenant,
  type Hint,
  type NewUser,
  parseToken,
  type RequestContext,
  type RuntimeDeps,
  sessionKey,
  signIn,
} from '../../src/index.ts'

/** Root of the repository. */
export const root = new URL('../../../../', import.meta.url).pathname

/** Reads a package from a folder of the repository. */
export function readPackage(folder: string): Package {
  const layer = readLayerFolder(folder)
  if (layer.manifest === null) throw new Error(`${folder} is not a package`)
  return layer as Package
}

/** Reads a layer, of a package or of a tenant, from a folder of the repository. */
export function readLayerFolder(folder: string): Layer {
  const base = join(root, folder)
  const paths = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'))
  const files = paths.map((path) => ({ path, json: JSON.parse(readFileSync(join(base, path), 'utf8')) as Json }))
  const { layer, issues } = readLayer(files)
  if (issues.length > 0) throw new Error(`${folder}: ${issues.map((issue) => issue.message('en')).join(' ')}`)
  return layer
}

/** A tenant of its own for one test file, and several "nodes" that share nothing but the database. */
export interface Workshop {
  readonly database: Database
  readonly tenant: Tenant
  readonly system: RequestContext
  readonly clock: ReturnType<typeof fixedClock>
  readonly hints: Hint[]
  /** Dependencies of one node. */
  readonly deps: RuntimeDeps
  /** Another node on the same database with caches of its own. */
  newNode(): RuntimeDeps
  signIn(email: string): Promise<RequestContext>
  close(): Promise<void>
}

export const PASSWORD = 'test-password'

export interface WorkshopOptions {
  readonly documents?: readonly Document[]
  readonly packages?: readonly Package[]
  readonly users?: readonly Omit<NewUser, 'password'>[]
}

export async function openWorkshop(options: WorkshopOptions = {}): Promise<Workshop> {
  const url = process.env.HUOZI_TEST_DATABASE_URL
  if (url === undefined) throw new Error('The global setup sets HUOZI_TEST_DATABASE_URL')
  const database = openDatabase({ url })
  await migratePlatform(database)
  const hints: Hint[] = []
  const clock = fixedClock(systemClock.now())
  const newNode = () => createRuntimeDeps({ database, clock, secret: 'test', hint: (hint) => hints.push(hint) })
  const deps = newNode()
  const users = (options.users ?? []).map((user) => ({ ...user, password: PASSWORD }))
  const tenant = await createTenant(deps, {
    name: `t${newId().replaceAll('-', '').slice(10, 30)}`,
    label: 'Test',
    locale: 'zh-CN',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    packages: [readPackage('schemas/modules/base'), ...(options.packages ?? [])],
    users,
  })
  return {
    database,
    tenant,
    system: { tenant, actor: { kind: 'system' }, locale: 'en' },
    clock,
    hints,
    deps,
    newNode,
    signIn: (email) => signInAs(deps, tenant, email),
    close: () => database.close(),
  }
}

async function signInAs(deps: RuntimeDeps, tenant: Tenant, email: string): Promise<RequestContext> {
  const { token } = await signIn(deps, { tenant: tenant.name, email, password: PASSWORD })
  const secret = parseToken(token)?.secret ?? ''
  return { tenant, actor: { kind: 'user', session: sessionKey(secret) }, locale: 'en' }
}
