import {
  type ClaimedEvent,
  claimEvents,
  completeEvents,
  failEvent,
  LostLease,
  releaseEvents,
  type Tenant,
} from '@huozi/database'
import type { RequestContext, RuntimeDeps } from '@huozi/runtime'
import { forEachInParallel } from '../worker/for-each-in-parallel.ts'
import { systemContext } from '../worker/system-context.ts'
import type { Visit, VisitOptions } from '../worker/visit.ts'
import { type Delivery, deliverEvent } from './deliver-event.ts'
import type { EventHandler } from './event-handler.ts'
import { planFailure, type RetryPolicy } from './plan-failure.ts'

/** How a worker delivers events. */
export interface EventOptions {
  readonly handlers: readonly EventHandler[]
  readonly retries: RetryPolicy
  /** Events claimed at once; no two are of the same record. */
  readonly batch: number
  /** Deliveries at a time; each needs a connection. */
  readonly concurrency: number
  readonly leaseMs: number
}

/** Delivers the next events of a tenant, at most one of each record. */
export async function visitEvents(
  deps: RuntimeDeps,
  tenant: Tenant,
  options: EventOptions & VisitOptions,
): Promise<Visit> {
  const { batch, concurrency, leaseMs } = options
  const scope: DeliveryScope = { deps, ctx: systemContext(tenant), options }
  const events = await claimEvents(deps.database, tenant.schema, { limit: batch, leaseMs })
  if (events.length === 0) return { more: false }
  const deliveries = await endUnconcerning(scope, events)
  const delays: number[] = []
  const begun = new Set<ClaimedEvent>()
  await forEachInParallel(deliveries, concurrency, async (delivery) => {
    if (options.signal.aborted) return
    begun.add(delivery.event)
    delays.push(...(await tryToDeliver(scope, delivery)))
  })
  const left = deliveries.map(({ event }) => event).filter((event) => !begun.has(event))
  await releaseEvents(deps.database, tenant.schema, left)
  return delays.length === 0 ? { more: true } : { more: true, againInMs: Math.min(...delays) }
}

interface DeliveryScope {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly options: EventOptions & VisitOptions
}

/**
 * Ends the events nobody has anything to do for, all at once; answers the others. The model is the one in force after the
 * events were claimed, so a flow published before one of them happened is never missed.
 */
async function endUnconcerning(
  { deps, ctx, options }: DeliveryScope,
  events: readonly ClaimedEvent[],
): Promise<Delivery[]> {
  const view = await deps.views.current(ctx)
  const deliveries = events.map((event) => ({
    event,
    handlers: options.handlers.filter((handler) => handler.concerns(view, event)),
  }))
  const silent = deliveries.filter(({ handlers }) => handlers.length === 0).map(({ event }) => event)
  await completeEvents(deps.database, ctx.tenant.schema, silent)
  return deliveries.filter(({ handlers }) => handlers.length > 0)
}

/** Answers after how long the event is to be tried again, if it is. */
async function tryToDeliver({ deps, ctx, options }: DeliveryScope, delivery: Delivery): Promise<number[]> {
  const { event } = delivery
  try {
    await deliverEvent(deps, ctx, delivery)
    return []
  } catch (error) {
    if (error instanceof LostLease) return []
    options.report(error, { tenant: ctx.tenant.id, lane: 'events' })
    const failure = planFailure(error, event.attempts, options.retries)
    await failEvent(deps.database, ctx.tenant.schema, event, failure)
    return failure.kind === 'again' ? [failure.delayMs] : []
  }
}
