import { type ClaimedEvent, completeEvent, holdEvent, lockHead, markProcessed, type Tx } from '@huozi/database'
import { assertHead, type Hint, type RequestContext, type RuntimeDeps, retrying, type View } from '@huozi/runtime'
import type { EventHandler } from './event-handler.ts'

/** One event and those who have something to do for it. */
export interface Delivery {
  readonly event: ClaimedEvent
  readonly handlers: readonly EventHandler[]
}

/**
 * Has each handler do its part in a transaction of its own, the last of which also ends the event. A crash between two of
 * them leads to another delivery, in which those that are done do nothing. Throws LostLease when somebody else holds the event.
 */
export async function deliverEvent(deps: RuntimeDeps, ctx: RequestContext, delivery: Delivery): Promise<void> {
  const { event, handlers } = delivery
  for (const handler of handlers) {
    const part = { event, handler, isLast: handler === handlers.at(-1) }
    const hints = await retrying(() =>
      deps.views.run(ctx, (view) => deps.database.transaction((tx) => handlePart({ deps, ctx, view, tx }, part))),
    )
    for (const hint of hints) deps.hint(hint)
  }
}

interface PartScope {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly view: View
  readonly tx: Tx
}

interface Part {
  readonly event: ClaimedEvent
  readonly handler: EventHandler
  readonly isLast: boolean
}

async function handlePart({ deps, ctx, view, tx }: PartScope, part: Part): Promise<readonly Hint[]> {
  const { event, handler, isLast } = part
  const { schema } = ctx.tenant
  assertHead(await lockHead(tx, schema), view)
  await holdEvent(tx, schema, event)
  const isNew = await markProcessed(tx, schema, { handler: handler.name, seq: event.seq })
  const hints = isNew ? await handler.handle({ deps, ctx, view, runner: tx }, event) : []
  if (isLast) await completeEvent(tx, schema, event)
  return hints
}
