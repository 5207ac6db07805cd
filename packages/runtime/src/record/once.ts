import { createHash } from 'node:crypto'
import { canonicalJson, IDEMPOTENCY_IN_FLIGHT, IDEMPOTENCY_MISMATCH, type Json, refuse } from '@huozi/core'
import {
  claimIdempotencyKey,
  fetchHead,
  fetchIdempotent,
  type IdempotencyEntry,
  type PresentedRecord,
  type Runner,
  storeIdempotentAnswer,
  type Tx,
} from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { View } from '../view/view.ts'
import { assertHead } from '../view/views.ts'

/** A request its sender may repeat without repeating its effect. */
export interface Idempotency {
  /** What the client sent as `Idempotency-Key`. */
  readonly key: string
  /** Method and path: the same key means something else elsewhere. */
  readonly route: string
  readonly body: Json
}

interface OnceScope {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly view: View
}

/** How long a repetition waits for the request it repeats (ms). */
const PATIENCE_MS = 5000

/** What is done once, and how a repetition reads it. */
export interface OnceWork {
  readonly first: (runner: Runner) => Promise<PresentedRecord>
  /** The record as its sender may read it now. */
  readonly again: (made: Pick<PresentedRecord, 'id' | 'version'>) => Promise<PresentedRecord>
}

/**
 * Does the work at most once for a key: key, effect and answer commit together, so a repetition gets the stored answer,
 * also after a crash. A repetition that comes meanwhile waits its turn, in this process without holding a connection.
 * A repetition is judged like any request: where rights or model are no longer what the answer was given under, its sender
 * is answered the record as he may read it now.
 * Throws IDEMPOTENCY_MISMATCH when the key was used with another body, IDEMPOTENCY_IN_FLIGHT when waiting takes too long.
 */
export async function once(
  scope: OnceScope,
  idempotency: Idempotency | undefined,
  work: OnceWork,
): Promise<PresentedRecord> {
  const { deps, ctx, view } = scope
  const userId = view.viewer?.id
  if (idempotency === undefined || userId === undefined) return work.first(deps.database)
  const { key, route, body } = idempotency
  const entry = { userId, key, route, hash: bodyHash(body), at: new Date(deps.clock.now()).toISOString() }
  const turn = `${ctx.tenant.id}|${userId}|${route}|${key}`
  const answer = await deps.turns.take(turn, PATIENCE_MS, () =>
    deps.database.transaction((tx) => onceIn(tx, scope, { entry, first: work.first })),
  )
  if (answer === null) return refuse(IDEMPOTENCY_IN_FLIGHT, {})
  return answer.rights === rightsOf(view) ? answer.record : work.again(answer.record)
}

interface FirstTime {
  readonly entry: IdempotencyEntry
  readonly first: OnceWork['first']
}

/** An answer with the rights it was given under. */
interface StoredAnswer {
  readonly rights: string
  readonly record: PresentedRecord
}

function rightsOf({ head, access }: View): string {
  return `${head.version}|${access.key}`
}

async function onceIn(tx: Tx, { ctx, view }: OnceScope, { entry, first }: FirstTime): Promise<StoredAnswer> {
  const { schema } = ctx.tenant
  const claim = await claimIdempotencyKey(tx, schema, { ...entry, patienceMs: PATIENCE_MS })
  if (claim === 'in flight') return refuse(IDEMPOTENCY_IN_FLIGHT, {})
  if (claim === 'taken') {
    assertHead(await fetchHead(tx, schema), view)
    const stored = await fetchIdempotent(tx, schema, entry)
    if (stored.hash !== entry.hash) refuse(IDEMPOTENCY_MISMATCH, {})
    return JSON.parse(stored.answer) as StoredAnswer
  }
  const answer: StoredAnswer = { rights: rightsOf(view), record: await first(tx) }
  await storeIdempotentAnswer(tx, schema, { ...entry, answer: JSON.stringify(answer) })
  return answer
}

function bodyHash(body: Json): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex')
}
