import { type Issue, type Json, newId, RECORD_INVALID, refuseIfAny } from '@huozi/core'
import { columnSlots, compileInsert, type PresentedRecord, type Selection } from '@huozi/database'
import { dateInZone } from '@huozi/expression'
import { autoNumberSeries, formatAutoNumber, isHeard, type ObjectModel, type StoredValue } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { parseSelect, selectAll } from '../query/parse-select.ts'
import type { View } from '../view/view.ts'
import { applyCreateDefaults } from './apply-defaults.ts'
import { withBaseAmounts } from './base-amounts.ts'
import { getRecord } from './get-record.ts'
import { judgeRecord } from './judge-record.ts'
import { rulesOf } from './object-rules.ts'
import { type Idempotency, once } from './once.ts'
import { parseInput } from './parse-input.ts'
import type { RecordValues, RuleRecord } from './record-source.ts'
import { resolveExternal } from './resolve-external.ts'
import { type Confirmation, Review } from './review.ts'
import { evaluationContext } from './rule-context.ts'
import { assertAllowed, cacheKey, findObject, writeRights, writeTarget } from './target.ts'
import { writeAndSettle } from './write-and-settle.ts'
import {
  fetchParents,
  givenReferences,
  journalSlots,
  refuseOutOfScope,
  retrying,
  type WriteScope,
  type WriteSession,
} from './write-record.ts'

export interface CreateRequest {
  readonly object: string
  readonly body: Json
  readonly idempotency?: Idempotency | undefined
  readonly confirmation?: Confirmation | undefined
}

/**
 * Creates one record as the caller. Promises: nothing is stored unless every check passed, the row and its `record.created`
 * event, if a flow listens for it, commit together, and the answer shows only what the caller may read.
 * Throws OBJECT_NOT_FOUND, ACTION_FORBIDDEN, RECORD_INVALID, RECORD_UNCONFIRMED, RECORD_NOT_UNIQUE, IDEMPOTENCY_MISMATCH.
 */
export async function createRecord(
  deps: RuntimeDeps,
  ctx: RequestContext,
  request: CreateRequest,
): Promise<PresentedRecord> {
  const { created, heard } = await retrying(() =>
    deps.views.run(ctx, async (view) => {
      const created = await once({ deps, ctx, view }, request.idempotency, {
        first: (runner) => createWithin({ deps, ctx, view, runner }, request),
        again: (made) => readAgain({ deps, ctx, view, runner: deps.database }, request.object, made),
      })
      return { created, heard: isHeard(view.model, findObject(view, request.object), { event: 'created' }) }
    }),
  )
  if (heard) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return created
}

/** What its maker is answered of a new record: who may only create learns no more than that it is there. */
function shownSelection(object: ObjectModel, { access }: View): readonly Selection[] {
  return access.can(object, 'read') ? selectAll(object, access) : parseSelect('id', object, access)
}

/** A record made before, as its maker may read it now. */
function readAgain(
  { deps, ctx, view }: WriteSession,
  name: string,
  { id, version }: Pick<PresentedRecord, 'id' | 'version'>,
): Promise<PresentedRecord> {
  const object = findObject(view, name)
  return view.access.can(object, 'read')
    ? getRecord(deps, ctx, { object: object.name, id })
    : Promise.resolve({ id, version })
}

/**
 * {@link createRecord} inside what its caller has begun. The caller repeats the whole when the view grew stale, and hints
 * when all is committed.
 */
export async function createWithin(session: WriteSession, request: CreateRequest): Promise<PresentedRecord> {
  const { deps, ctx, view } = session
  const object = findObject(view, request.object)
  assertAllowed(view, object, 'create')
  const now = deps.clock.now()
  const scope: WriteScope = { ...session, object, at: new Date(now).toISOString() }
  const issues: Issue[] = []
  const requested = parseInput(request.body, object, view.access, issues)
  const given = await resolveExternal(scope, requested, issues)
  refuseIfAny(RECORD_INVALID, issues)
  const context = evaluationContext(deps.clock, ctx, view)
  const values = withSystemValues(scope, given, (session.newId ?? newId)(now))
  const parents = await fetchParents(scope, values, undefined, { given: givenReferences(object, given) })
  const proposed = { object, values, parents }
  const record = await withBaseAmounts(scope, applyCreateDefaults(proposed, new Set(given.keys()), context))
  const { body, confirmation } = request
  const review = new Review(scope, { object, id: null, version: null, body, confirmation })
  review.assert(await judgeRecord(scope, record, undefined))
  const compiled = deps.statements.get(cacheKey(ctx, view, 'create', object.name), () =>
    compileInsert(
      writeTarget(ctx, view, { object, event: 'created' }),
      shownSelection(object, view),
      writeRights(view, object, 'create'),
    ),
  )
  const numbered = await withNumbers(scope, record, now)
  const slots = { ...columnSlots(object, object.fields, numbered), ...journalSlots(scope) }
  return (
    (await writeAndSettle(scope, { compiled, slots, values: numbered }, { before: null, review })) ??
    refuseOutOfScope(object, 'create')
  )
}

/** Draws the auto-numbers, after every check: a refused record leaves no gap. */
async function withNumbers(scope: WriteScope, { object, values }: RuleRecord, now: number): Promise<RecordValues> {
  const fields = rulesOf(object).numbered
  if (fields.length === 0) return values
  const { deps, ctx } = scope
  const day = dateInZone(now, ctx.tenant.zone) ?? scope.at.slice(0, 10)
  const numbered = new Map(values)
  for (const field of fields) {
    const pattern = String(field.options.pattern)
    const series = { field: field.id, series: autoNumberSeries(pattern, day) }
    numbered.set(field.name, formatAutoNumber(pattern, day, await deps.numbers.next(ctx.tenant.schema, series)))
  }
  return numbered
}

/** What the server itself writes into a new record. */
function withSystemValues(
  { object, view, at }: WriteScope,
  given: ReadonlyMap<string, StoredValue>,
  id: string,
): Map<string, StoredValue> {
  const values = new Map(given)
  const actor = view.viewer?.id ?? null
  const system: { readonly [field: string]: StoredValue } = {
    id,
    version: 1,
    created_at: at,
    created_by: actor,
    updated_at: at,
    updated_by: actor,
  }
  for (const [name, value] of Object.entries(system)) if (object.field(name) !== undefined) values.set(name, value)
  if (object.owned && !values.has('owner')) values.set('owner', actor)
  return values
}
