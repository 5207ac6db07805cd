import { type Json, type JsonObject, pointingTo, REQUEST_SHAPE, refuse } from '@huozi/core'
import { type AggregatePlan, compileAggregate, type Group, headSlots, limitTime, readHead } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { evaluationContext } from '../record/rule-context.ts'
import { assertAllowed, findObject, readerRights, readTarget } from '../record/target.ts'
import type { View } from '../view/view.ts'
import { assertHead } from '../view/views.ts'
import { parseWhere, readerNames, SORT_COLLATIONS } from './list-records.ts'
import { parseHaving, parseKeys, parseMeasures, parseOrder } from './parse-aggregate.ts'

export interface AggregateRequest {
  readonly object: string
  /** Expression text or JsonLogic. */
  readonly where?: string | JsonObject | undefined
  /** `["stage", {"value": "closed_at", "by": "month", "name": "month"}]`; without it everything is one group. */
  readonly groupBy?: Json | undefined
  /** `{"total": {"sum": "amount"}, "n": {"count": null}}` */
  readonly measures?: Json | undefined
  /** A condition over the measures. */
  readonly having?: string | JsonObject | undefined
  /** `-total,stage` */
  readonly sort?: string | undefined
  /** Groups at most, 1 to 1,000. */
  readonly limit: number
}

export interface GroupedFigures {
  readonly groups: readonly Group[]
  /** Whether there are more groups than the limit. */
  readonly more: boolean
}

/** How long the database may compute figures (ms). */
const PATIENCE_MS = 2000

/**
 * Figures over the records the reader may see, by groups. What he may not see is neither counted nor grouped by nor
 * guessed from a condition. Sums and averages are exact decimals (an average to 20 places); the sum of nothing is 0, of
 * nothing the others are blank. Throws OBJECT_NOT_FOUND, ACTION_FORBIDDEN, REQUEST_SHAPE, REQUEST_TOO_BROAD,
 * FIELD_NOT_GROUPABLE, AGGREGATE_TYPE, EXPRESSION_…, QUERY_TIMEOUT.
 */
export function aggregateRecords(
  deps: RuntimeDeps,
  ctx: RequestContext,
  request: AggregateRequest,
): Promise<GroupedFigures> {
  return deps.views.run(ctx, async (view) => {
    const plan = planAggregate(ctx, view, request)
    const { statement, read } = compileAggregate(plan)
    const values = { ...headSlots(view.head), ...plan.where?.values }
    const rows = await deps.database.transaction(async (tx) => {
      await limitTime(tx, PATIENCE_MS)
      return tx.run(statement, values, evaluationContext(deps.clock, ctx, view))
    })
    assertHead(readHead(rows[0]), view)
    const groups = rows.map(read).filter((group) => group !== null)
    return { groups: groups.slice(0, request.limit), more: groups.length > request.limit }
  })
}

/** The request checked against model and rights, as data. One group more than asked for tells whether there are more. */
function planAggregate(ctx: RequestContext, view: View, request: AggregateRequest): AggregatePlan {
  const object = findObject(view, request.object)
  assertAllowed(view, object, 'read')
  const reading = { view, object, scope: readerNames(view, object) }
  const keys = pointingTo('/groupBy', () => parseKeys(request.groupBy, reading))
  const measures = pointingTo('/measures', () => parseMeasures(request.measures, reading))
  const names = [...keys, ...measures].map(({ name }) => name)
  if (new Set(names).size < names.length) refuse(REQUEST_SHAPE, { expected: 'names that differ' }, '/measures')
  return {
    ...readTarget(ctx, view, object),
    rights: readerRights(view, object),
    where: request.where === undefined || request.where === '' ? null : parseWhere(view, request.where, object),
    keys,
    measures,
    having: pointingTo('/having', () => parseHaving(request.having, measures, view)),
    sort: pointingTo('/sort', () => parseOrder(request.sort, names)),
    collation: SORT_COLLATIONS[ctx.tenant.locale] ?? null,
    limit: request.limit + 1,
  }
}
