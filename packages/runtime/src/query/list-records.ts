import { createHash } from 'node:crypto'
import { canonicalJson, type JsonObject, pointingTo } from '@huozi/core'
import {
  type CompiledRead,
  compileCount,
  compileEstimate,
  compileList,
  type Filter,
  HEAD_COLUMNS,
  headSlots,
  type KeysetShape,
  keysetColumns,
  keysetCondition,
  keysetOrder,
  type ListPlan,
  type PresentedRecord,
  planFilter,
  Relation,
  type Row,
  readHead,
  type Statement,
} from '@huozi/database'
import { parseExpression, type Scope } from '@huozi/expression'
import { type ObjectModel, recordScope, viewerScope } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { evaluationContext } from '../record/rule-context.ts'
import { assertAllowed, cacheKey, findObject, readerRights, readTarget } from '../record/target.ts'
import type { View } from '../view/view.ts'
import { assertHead } from '../view/views.ts'
import { type Cursor, openCursor, sealCursor } from './cursor.ts'
import { parseSelect } from './parse-select.ts'
import { parseSort } from './parse-sort.ts'
import { readerScope } from './reader-scope.ts'

export interface ListRequest {
  readonly object: string
  /** Expression text or JsonLogic. */
  readonly where?: string | JsonObject | undefined
  /** `-amount,name` */
  readonly sort?: string | undefined
  readonly select?: string | undefined
  /** 1 to 200. */
  readonly limit: number
  readonly after?: string | undefined
  /** The records in the recycle bin in place of the living ones: for who may delete them. */
  readonly deleted?: boolean | undefined
  /** `estimate` is the planner's, for readers of every row; others get the capped count. */
  readonly count: 'exact' | 'capped' | 'estimate' | 'none'
}

export interface ListPage {
  readonly records: readonly PresentedRecord[]
  /** Where the next page starts; null when this is the last. */
  readonly next: string | null
  readonly count?: { readonly value: number; readonly kind: 'exact' | 'capped' | 'estimate' }
}

/** A capped count stops here: "1,000+". */
export const COUNT_CAP = 1000

/**
 * One page of the records the reader may see, by keyset: a page costs the same wherever it lies.
 * Throws OBJECT_NOT_FOUND, ACTION_FORBIDDEN, FIELD_UNKNOWN, FIELD_NOT_SORTABLE, CURSOR_INVALID, EXPRESSION_… .
 */
export function listRecords(deps: RuntimeDeps, ctx: RequestContext, request: ListRequest): Promise<ListPage> {
  return deps.views.run(ctx, (view) => listWithin({ deps, ctx, view }, request))
}

/** Where a use case reads: who, in which view. */
export interface ReadSession {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly view: View
}

/** {@link listRecords} in a view its caller has; the caller repeats the whole when it grew stale. */
export async function listWithin(session: ReadSession, request: ListRequest): Promise<ListPage> {
  const scope: ListScope = { ...session, ...planOnce(session, request) }
  const [page, count] = await Promise.all([fetchPage(scope, request), countRecords(scope, request.count)])
  return count === null ? page : { ...page, count }
}

interface PlannedList {
  readonly plan: ListPlan
  /** What of the request decides the statement; literals of the filter and values of the cursor do not. */
  readonly shape: string
  /** Which list a cursor belongs to: in another version a field may be another one. */
  readonly fingerprint: string
}

interface ListScope extends ReadSession, PlannedList {}

/** Filters up to this length (characters) are remembered as they are written. */
const REMEMBERED_LENGTH = 1000

/** A list that was asked before with the same words, in the same version and with the same rights, has the same plan. */
function planOnce({ deps, ctx, view }: ReadSession, request: ListRequest): PlannedList {
  const { object, where = null, sort = null, select = null, deleted = false } = request
  const asked = canonicalJson([object, where, sort, select, deleted])
  const make = () => {
    const plan = planList(ctx, view, request)
    const list = canonicalJson([ctx.tenant.id, plan.version, plan.collation, asked])
    return {
      plan,
      shape: canonicalJson([object, plan.where?.shape ?? null, sort, select, deleted]),
      fingerprint: createHash('sha256').update(list).digest('base64url').slice(0, 16),
    }
  }
  return asked.length > REMEMBERED_LENGTH ? make() : deps.plans.get(cacheKey(ctx, view, asked), make)
}

/** The request checked against model and rights, as data. */
function planList(ctx: RequestContext, view: View, request: ListRequest): ListPlan {
  const object = findObject(view, request.object)
  assertAllowed(view, object, 'read')
  if (request.deleted === true) assertAllowed(view, object, 'delete')
  const rights = readerRights(view, object)
  return {
    ...readTarget(ctx, view, object),
    state: request.deleted === true ? 'deleted' : 'living',
    rows: request.deleted === true ? [rights.rows, view.access.rows(object, 'delete')] : [rights.rows],
    select: pointingTo('/select', () => selectOf(request, object, view)),
    where: request.where === undefined || request.where === '' ? null : parseWhere(view, request.where, object),
    rights,
    sort: pointingTo('/sort', () => parseSort(request.sort ?? ownOrder(request, object, view), object, view.access)),
    collation: SORT_COLLATIONS[ctx.tenant.locale] ?? null,
  }
}

/** The bin begins with what was deleted last, for who may see that. */
function ownOrder({ deleted }: ListRequest, object: ListPlan['object'], { access }: View): string | undefined {
  const deletedAt = object.field('deleted_at')
  return deleted === true && deletedAt !== undefined && access.canRead(object, deletedAt) ? '-deleted_at' : undefined
}

/** In the bin everything means also when the record was deleted. */
function selectOf({ select, deleted }: ListRequest, object: ListPlan['object'], { access }: View): ListPlan['select'] {
  const selected = parseSelect(select, object, access)
  const deletedAt = object.field('deleted_at')
  if (deleted !== true || deletedAt === undefined || !access.canRead(object, deletedAt)) return selected
  return selected.some(({ field }) => field === deletedAt)
    ? selected
    : [...selected, { field: deletedAt, nested: null }]
}

/** The names a reader's expressions over an object may use. */
export function readerNames(view: View, object: ObjectModel): Scope {
  const user = view.model.system.get('user')
  return {
    ...recordScope(view.model, object),
    object: readerScope(object, view.access),
    ...(user !== undefined && { user: viewerScope(user, view.access) }),
  }
}

/** A reader's condition. Its refusals point to `/where`. */
export function parseWhere(view: View, where: string | JsonObject, object: ObjectModel): Filter {
  const scope = readerNames(view, object)
  return pointingTo('/where', () => planFilter(parseExpression(where, scope, { expect: 'boolean' })))
}

/** Order of texts in lists, by the tenant's language: pinyin for Chinese. */
export const SORT_COLLATIONS: { readonly [locale: string]: string } = { 'zh-CN': 'zh-x-icu', en: 'en-x-icu' }

interface PageStatement {
  readonly compiled: CompiledRead
}

async function fetchPage(scope: ListScope, request: ListRequest): Promise<ListPage> {
  const { plan } = scope
  const list = scope.fingerprint
  const secret = scope.deps.secret
  const start: Cursor =
    request.after === undefined
      ? { list, part: 'values', values: null, id: null }
      : openCursor(request.after, list, secret)
  const found = await fetchPart(scope, start, request.limit)
  const page =
    start.part === 'values' && plan.sort.length > 0 && found.length <= request.limit
      ? await withTail(scope, found, request.limit, list)
      : { found, part: start.part }
  const records = page.found.slice(0, request.limit)
  const last = records.at(-1)
  const next =
    page.found.length > request.limit && last !== undefined
      ? sealCursor({ list, part: last.part, values: last.values, id: last.record.id }, secret)
      : null
  return { records: records.map(({ record }) => record), next }
}

interface FoundRecord {
  readonly record: PresentedRecord
  readonly values: readonly (string | null)[]
  readonly part: Cursor['part']
}

/** Rows whose first sort value is blank follow the others; they are their own statement. */
async function withTail(
  scope: ListScope,
  found: readonly FoundRecord[],
  limit: number,
  list: string,
): Promise<{ found: readonly FoundRecord[] }> {
  const tail = await fetchPart(scope, { list, part: 'tail', values: null, id: null }, limit - found.length)
  return { found: [...found, ...tail] }
}

/** Rows a statement asks for: few sizes, so that few statements are kept. */
const PAGE_SIZES = [2, 11, 26, 51, 101, 201]

/** One row more than asked for, to know whether there is a next page. */
async function fetchPart(scope: ListScope, cursor: Cursor, limit: number): Promise<readonly FoundRecord[]> {
  const { deps, ctx, view, plan } = scope
  const shape: KeysetShape = { part: cursor.part, blanks: cursor.values?.map((value) => value === null) ?? null }
  const size = PAGE_SIZES.find((rows) => rows > limit) ?? limit + 1
  const { compiled } = deps.statements.get(cacheKey(ctx, view, 'list', scope.shape, canonicalJson([shape, size])), () =>
    compilePage(plan, shape, size),
  )
  const bounds = Object.fromEntries((cursor.values ?? []).map((value, index) => [`after_${index}`, value]))
  const values = {
    ...headSlots(view.head),
    ...plan.where?.values,
    after_id: cursor.id,
    ...bounds,
  }
  const rows = await deps.database.run(compiled.statement, values, evaluationContext(deps.clock, ctx, view))
  assertHead(readHead(rows[0]), view)
  return rows.slice(0, limit + 1).flatMap((row) => foundRecord(row, compiled, plan, cursor.part))
}

function compilePage(plan: ListPlan, shape: KeysetShape, rows: number): PageStatement {
  const relation = new Relation({ ...plan, alias: 't', rules: plan.rights.rules })
  const page = {
    relation,
    extra: keysetColumns(plan, relation),
    after: keysetCondition(plan, relation, shape),
    order: keysetOrder(plan, relation, shape),
    rows,
  }
  return { compiled: compileList(plan, page) }
}

function foundRecord(row: Row, compiled: CompiledRead, plan: ListPlan, part: Cursor['part']): FoundRecord[] {
  const record = compiled.read(row)
  if (record === null) return []
  return [{ record, part, values: row.slice(compiled.width, compiled.width + plan.sort.length) }]
}

async function countRecords(scope: ListScope, asked: ListRequest['count']): Promise<ListPage['count'] | null> {
  if (asked === 'none') return null
  const { deps, ctx, view, plan } = scope
  const canEstimate = plan.where === null && plan.state === 'living' && plan.rights.rows === true
  const kind = asked === 'estimate' && !canEstimate ? 'capped' : asked
  const statement = deps.statements.get(cacheKey(ctx, view, 'count', kind, scope.shape), () => counters[kind](plan))
  const values = { ...headSlots(view.head), ...plan.where?.values }
  const [row = []] = await deps.database.run(statement, values, evaluationContext(deps.clock, ctx, view))
  assertHead(readHead(row), view)
  const value = Number(row[HEAD_COLUMNS])
  if (kind === 'capped') return value > COUNT_CAP ? { value: COUNT_CAP, kind: 'capped' } : { value, kind: 'exact' }
  return { value, kind }
}

const counters: { readonly [K in 'exact' | 'capped' | 'estimate']: (plan: ListPlan) => Statement } = {
  exact: (plan) => compileCount(plan, null),
  capped: (plan) => compileCount(plan, COUNT_CAP),
  estimate: compileEstimate,
}
