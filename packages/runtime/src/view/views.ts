import { createHash } from 'node:crypto'
import { AppError, MODEL_CHANGING, refuse, SIGN_IN_REQUIRED } from '@huozi/core'
import {
  type Database,
  fetchHead,
  fetchPublished,
  fetchSession,
  type Head,
  type SessionRow,
  sqlState,
  type Tenant,
} from '@huozi/database'
import { type AccessSet, compileModel, type Model, resolveAccess, systemAccess } from '@huozi/metadata'
import { LRUCache } from 'lru-cache'
import type { RequestContext, SessionKey } from '../context/request-context.ts'
import type { View, Viewer } from './view.ts'

/** Attempts of a use case before it gives up on ever meeting a standing head. */
const ATTEMPTS = 5
/** Compiled models and sessions kept; a model is some hundred kilobytes. */
const MODELS = 500
const SESSIONS = 20_000

/** Thrown by a statement's reader when it met another head than it was compiled for; caught by {@link Views.run} only. */
class StaleHead extends Error {
  constructor() {
    super('The model or the rights changed while the request ran')
    this.name = 'StaleHead'
  }
}

/** Undefined column, undefined table: a statement of the version before a publish that took them out of the model. */
const GONE = new Set(['42703', '42P01'])

/** True for what a view that is no longer current may have caused: its statements and its refusals. */
function maybeStale(error: unknown): boolean {
  return error instanceof AppError || error instanceof StaleHead || GONE.has(sqlState(error) ?? '')
}

/** Throws MODEL_CHANGING for what only a standing head could have answered, everything else as it is. */
function giveUp(error: unknown): never {
  if (error instanceof AppError) throw error
  return refuse(MODEL_CHANGING, {}, undefined, error)
}

/** Throws {@link StaleHead} when a checked statement saw another head than the view was made for. */
export function assertHead(seen: Head, view: { readonly head: Head }): void {
  if (!sameHead(seen, view.head)) throw new StaleHead()
}

/** The views of this process. Entries are only caches: every statement proves its view by the head in its own snapshot. */
export interface Views {
  /** Runs `work` with the caller's view; starts over with a new one when a statement met another head. Throws SIGN_IN_REQUIRED, MODEL_CHANGING. */
  run<T>(ctx: RequestContext, work: (view: View) => Promise<T>): Promise<T>
  /** A view proven current by a round trip, for work that runs no checked statement. Throws SIGN_IN_REQUIRED. */
  current(ctx: RequestContext): Promise<View>
}

/** Hash a session's secret is known by. */
export function sessionKey(secret: string): SessionKey {
  return createHash('sha256').update(secret).digest('hex')
}

export function createViews(options: { database: Database; now: () => number }): Views {
  const { database } = options
  const heads = new Map<number, Head>()
  const models = new LRUCache<string, Promise<Model>>({ max: MODELS })
  const sessions = new LRUCache<string, { epoch: number; session: SessionRow }>({ max: SESSIONS })

  const headOf = async (tenant: Tenant): Promise<Head> => heads.get(tenant.id) ?? (await refreshHead(tenant))

  const refreshHead = async (tenant: Tenant): Promise<Head> => {
    const head = await fetchHead(database, tenant.schema)
    heads.set(tenant.id, head)
    return head
  }

  const modelOf = (tenant: Tenant, version: number): Promise<Model> => {
    const key = `${tenant.id}@${version}`
    const known = models.get(key)
    if (known !== undefined) return known
    const made = fetchPublished(database, tenant.schema, version).then(compileModel)
    models.set(key, made)
    made.catch(() => models.delete(key))
    return made
  }

  const sessionOf = async (tenant: Tenant, key: SessionKey, model: Model, head: Head): Promise<SessionRow> => {
    const known = sessions.get(`${tenant.id}:${key}`)
    if (known !== undefined && known.epoch === head.accessEpoch) return known.session
    const session = await fetchSession(database, { schema: tenant.schema, key, model })
    if (session === null) return refuse(SIGN_IN_REQUIRED, {})
    sessions.set(`${tenant.id}:${key}`, { epoch: head.accessEpoch, session })
    return session
  }

  const viewAt = async (ctx: RequestContext, head: Head): Promise<View> => {
    const model = await modelOf(ctx.tenant, head.version)
    if (ctx.actor.kind === 'system') return { head, model, access: systemAccess(), viewer: null }
    const session = await sessionOf(ctx.tenant, ctx.actor.session, model, head)
    if (session.expiresAt <= options.now()) return refuse(SIGN_IN_REQUIRED, {})
    return { head, model, access: accessOf(model, session.roles), viewer: viewerOf(session, ctx.tenant) }
  }

  return {
    run: (ctx, work) => {
      const heads = { known: () => headOf(ctx.tenant), current: () => refreshHead(ctx.tenant) }
      return untilStanding(heads, async (head) => work(await viewAt(ctx, head)))
    },
    current: async (ctx) => viewAt(ctx, await refreshHead(ctx.tenant)),
  }
}

interface HeadSource {
  known(): Promise<Head>
  current(): Promise<Head>
}

/** Runs `work` by the known head, and again by the current one as long as that is another. Throws MODEL_CHANGING. */
async function untilStanding<T>(heads: HeadSource, work: (head: Head) => Promise<T>): Promise<T> {
  let head = await heads.known()
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(head)
    } catch (error) {
      if (!maybeStale(error)) throw error
      if (attempt === ATTEMPTS) return giveUp(error)
      // Not even a refusal may come from a view that is no longer true.
      const current = await heads.current()
      if (sameHead(current, head)) throw error
      head = current
    }
  }
}

const accessSets = new WeakMap<Model, Map<string, AccessSet>>()

/** The rights of a set of roles, worked out once per model. */
function accessOf(model: Model, roles: readonly string[]): AccessSet {
  const sets = accessSets.get(model) ?? new Map<string, AccessSet>()
  accessSets.set(model, sets)
  const key = roles.toSorted().join(',')
  const known = sets.get(key)
  if (known !== undefined) return known
  const made = resolveAccess(model, roles)
  sets.set(key, made)
  return made
}

function sameHead(a: Head, b: Head): boolean {
  return a.version === b.version && a.accessEpoch === b.accessEpoch
}

function viewerOf(session: SessionRow, tenant: Tenant): Viewer {
  const { userId, roles, values } = session
  return {
    id: userId,
    roles,
    values,
    zone: text(values.get('zone')) ?? tenant.zone,
    locale: text(values.get('locale')),
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
