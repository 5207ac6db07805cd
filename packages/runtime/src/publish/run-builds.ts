import { AppError, DEFAULT_LOCALE, type Json, type JsonObject, KEY_NOT_UNIQUE } from '@huozi/core'
import {
  buildIndex,
  type ClaimedBuild,
  claimBuild,
  type Drift,
  type DuplicateKey,
  dropIndex,
  failBuild,
  fetchBuilds,
  fillFolded,
  finishBuild,
  foldedFrom,
  type IndexStep,
  inDirectSession,
  indexShape,
  lockBuild,
  lockHead,
  moveEpoch,
  physicalSchema,
  type Runner,
  type SchemaName,
  type Step,
  type Tenant,
  verifySchema,
} from '@huozi/database'
import type { Model } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { storedProblem } from '../messages/stored-problem.ts'
import { fillRollup } from '../rollup/fill-rollup.ts'
import type { View } from '../view/view.ts'

/** How long a claimed build is left to its worker, and how long one that failed rests before it is tried again. */
const LEASE_MS = 60_000
const REST_MS = 10 * 60_000

export interface BuildOptions {
  readonly leaseMs?: number
  readonly restMs?: number
  /** Gives up what is being built; whoever comes next goes on with it. */
  readonly signal?: AbortSignal
}

/**
 * Carries one build of a tenant as far as it will go; false when there is none to be had. May be killed anywhere: the
 * next to come finds what was built or builds it anew.
 */
export async function runBuild(deps: RuntimeDeps, tenant: Tenant, options: BuildOptions = {}): Promise<boolean> {
  const { database } = deps
  const { leaseMs = LEASE_MS, restMs = REST_MS, signal } = options
  const build = await claimBuild(database, tenant.schema, leaseMs)
  if (build === null) return false
  const work = async (session: Runner): Promise<void> => {
    if (await lockBuild(session, tenant.schema, build.id))
      await carryOut(deps, tenant, { session, build, restMs, signal })
  }
  await inDirectSession(database, work, signal).catch(async (error: unknown) => {
    if (signal?.aborted) return
    await failBuild(database, tenant.schema, { ...build, error: storedProblem(error), restMs })
  })
  return true
}

interface Carrying {
  readonly session: Runner
  readonly build: ClaimedBuild
  readonly restMs: number
  readonly signal: AbortSignal | undefined
}

async function carryOut(deps: RuntimeDeps, tenant: Tenant, carrying: Carrying): Promise<void> {
  for (;;) {
    const view = await deps.views.current(systemContext(tenant))
    const problem = await buildFor({ deps, tenant, view }, carrying)
    if (await settle(deps, tenant, { ...carrying, problem, version: view.head.version })) return
  }
}

function buildFor(
  { deps, tenant, view }: Pick<Building, 'deps' | 'tenant' | 'view'>,
  { session, build, signal }: Carrying,
): Promise<JsonObject | null> {
  const carry = buildKinds[build.kind]
  if (carry === undefined) throw new Error(`This program cannot build "${build.kind}"`)
  const { schema } = tenant
  return carry({ deps, tenant, view, session, build, signal, schema, model: view.model, detail: build.detail })
}

interface Settling extends Carrying {
  readonly problem: JsonObject | null
  /** What was built was built for this version. */
  readonly version: number
}

/** Writes down how it ended; false when another version came into force meanwhile, which may want something else. */
async function settle({ database }: RuntimeDeps, { schema }: Tenant, settling: Settling): Promise<boolean> {
  const { build, problem, version, restMs } = settling
  return database.transaction(async (tx) => {
    // What is complete may be relied on from now on, copies and keys alike: a new view learns of it.
    const current =
      problem === null && isWaitedFor(build) ? await moveEpoch(tx, schema) : (await lockHead(tx, schema)).version
    if (current !== version) return false
    if (problem === null) await finishBuild(tx, schema, build)
    else await failBuild(tx, schema, { ...build, error: problem, restMs })
    return true
  })
}

/** Requests do by themselves what it will do for them. */
function isWaitedFor({ kind, detail }: ClaimedBuild): boolean {
  return (
    kind === 'fillFolded' ||
    kind === 'fillRollup' ||
    (kind === 'buildIndex' && (detail as unknown as IndexStep).index.unique)
  )
}

interface Building {
  readonly deps: RuntimeDeps
  readonly tenant: Tenant
  readonly view: View
  readonly build: ClaimedBuild
  readonly signal: AbortSignal | undefined
  /** A direct one. */
  readonly session: Runner
  readonly schema: SchemaName
  /** The version in force. */
  readonly model: Model
  /** The step of the plan. */
  readonly detail: Json
}

/** Carries out a build; null when it is done, else what stands against it. One that is wanted no more leaves nothing behind. */
type BuildKind = (building: Building) => Promise<JsonObject | null>

const buildKinds: { readonly [kind: string]: BuildKind | undefined } = {
  buildIndex: async ({ session, schema, model, detail }) => {
    const step = detail as unknown as IndexStep
    const { table, index } = step
    const promised = physicalSchema(model).tables.find(({ name }) => name === table)?.indexes ?? []
    const wanted = promised.find(({ name }) => name === index.name)
    if (wanted === undefined) return leaveOut(session, schema, index.name)
    // A later publish wants the name for another index and has left a build of its own.
    if (indexShape(wanted) !== indexShape(index)) return null
    const outcome = await buildIndex(session, schema, step)
    return outcome.kind === 'ready' ? null : notUnique(model, step, outcome.keys)
  },
  fillFolded: async ({ session, schema, model, detail }) => {
    const { table, column } = detail as unknown as Extract<Step, { kind: 'fillFolded' }>
    const promised = physicalSchema(model).tables.find(({ name }) => name === table)?.columns ?? []
    const isWanted = promised.some(({ name }) => foldedFrom(name) === column)
    if (isWanted) await fillFolded(session, schema, { table, column })
    return null
  },
  fillRollup: async ({ deps, tenant, view, build, signal, model, detail }) => {
    const { table, identity } = detail as unknown as Extract<Step, { kind: 'fillRollup' }>
    const object = [...model.objects.values()].find((candidate) => candidate.table === table)
    const field = object?.fieldById(identity)
    if (object !== undefined && field !== undefined) {
      await fillRollup(deps, systemContext(tenant), { build, view, object, field, signal })
    }
    return null
  },
}

async function leaveOut(session: Runner, schema: SchemaName, index: string): Promise<null> {
  await dropIndex(session, schema, index)
  return null
}

function notUnique(model: Model, { table, index }: IndexStep, keys: readonly DuplicateKey[]): JsonObject {
  const object = [...model.objects.values()].find((candidate) => candidate.table === table)
  const key = object?.unique.find(({ physical }) => physical === index.name)?.name ?? index.name
  const problem = storedProblem(AppError.of(KEY_NOT_UNIQUE, { key, count: keys.length }))
  return { ...problem, keys: keys as unknown as Json }
}

/** Compares a tenant's tables with what its version promises; what a job is still building may be missing. Empty: no drift. */
export async function verifyTenant(deps: RuntimeDeps, tenant: Tenant): Promise<readonly Drift[]> {
  const { database } = deps
  const { model } = await deps.views.current(systemContext(tenant))
  const builds = await fetchBuilds(database, tenant.schema)
  const pending = builds.flatMap(({ kind, detail }) =>
    kind === 'buildIndex' ? (detail as unknown as IndexStep).index.name : [],
  )
  return verifySchema(database, tenant.schema, physicalSchema(model), new Set(pending))
}

function systemContext(tenant: Tenant): RequestContext {
  return { tenant, actor: { kind: 'system' }, locale: DEFAULT_LOCALE }
}
