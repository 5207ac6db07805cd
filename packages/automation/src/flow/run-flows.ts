import { FLOW_LOOP, refuse } from '@huozi/core'
import type { ClaimedEvent } from '@huozi/database'
import type { EvaluationContext } from '@huozi/expression'
import { type FlowModel, listeningFlows, type Model, type ObjectModel } from '@huozi/metadata'
import { evaluationContext, type Hint, holds, recordSource, type WriteSession } from '@huozi/runtime'
import type { EventHandler } from '../events/event-handler.ts'
import { type Change, fetchChange } from './flow-change.ts'
import { pathsOfFlow, pathsOfFlows } from './flow-reads.ts'
import { isTriggered } from './is-triggered.ts'
import { runStep } from './steps/registry.ts'

/** How long a chain of flows setting each other off may get. */
const MAX_DEPTH = 10

/**
 * Runs the flows a change of a record sets off, by the version in force. All they do commits together.
 * Throws FLOW_LOOP when the change stands too deep in a chain of flows.
 */
export const runFlows: EventHandler = {
  name: 'flows',
  concerns: ({ model }, event) => flowsFor(model, event).length > 0,
  handle: async (session, event) => {
    const { deps, ctx, view } = session
    const object = view.model.objectsById.get(event.objectId)
    const flows = flowsFor(view.model, event)
    if (object === undefined || flows.length === 0) return []
    const change = await fetchChange(session, { object, event, paths: pathsOfFlows(flows, object) })
    const context = evaluationContext(deps.clock, ctx, view)
    const notified = new Set<string>()
    for (const flow of flows) {
      if (!isTriggered(flow, change, context)) continue
      assertDepth(flow, object, event)
      const caused = { ...session, cause: { rule: flow.id, depth: event.depth + 1 } }
      for (const user of await runFlow(flow, { session: caused, change, context })) notified.add(user)
    }
    return hintsFor(ctx.tenant.id, notified)
  },
}

/** The flows that watch for such events. What they do not watch for is not even written: `isHeard` asks the same list. */
function flowsFor(model: Model, { type, objectId }: ClaimedEvent): readonly FlowModel[] {
  const [about, event = ''] = type.split('.')
  return about === 'record' ? listeningFlows(model, objectId, event) : []
}

function assertDepth(flow: FlowModel, object: ObjectModel, { depth }: ClaimedEvent): void {
  if (depth >= MAX_DEPTH) refuse(FLOW_LOOP, { flow: flow.name, object: object.name, depth })
}

interface FlowScope {
  readonly session: WriteSession
  readonly change: Change
  readonly context: EvaluationContext
}

/** Runs the steps in order, each on what those before it left; answers who was notified. */
async function runFlow(flow: FlowModel, { session, change: start, context }: FlowScope): Promise<readonly string[]> {
  let change = start
  const notified: string[] = []
  for (const step of flow.steps) {
    const source = recordSource(change.record, context, change.before)
    if (!holds(step.when ?? true, source, context)) continue
    const paths = pathsOfFlow(flow, change.record.object)
    const outcome = await runStep(step, { session, flow, change, paths, context })
    change = outcome.change
    notified.push(...outcome.notified)
  }
  return notified
}

/** What was written is work again: notifications and changed records have events of their own. */
function hintsFor(tenant: number, notified: ReadonlySet<string>): Hint[] {
  const events: Hint = { kind: 'events', tenant }
  return notified.size === 0 ? [events] : [events, { kind: 'notifications', tenant, users: [...notified] }]
}
