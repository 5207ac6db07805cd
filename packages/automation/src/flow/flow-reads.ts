import type { TypedExpression } from '@huozi/expression'
import type { FlowModel, ObjectModel } from '@huozi/metadata'
import { parentPathsOf } from '@huozi/runtime'
import type { Paths } from './flow-change.ts'
import { expressionsOfStep } from './steps/registry.ts'

const known = new WeakMap<FlowModel, Paths>()

/** Paths over references that a flow reads from its record, worked out once per model. */
export function pathsOfFlow(flow: FlowModel, object: ObjectModel): Paths {
  const found = known.get(flow)
  if (found !== undefined) return found
  const made = parentPathsOf(object, expressionsOf(flow, object))
  known.set(flow, made)
  return made
}

/** What several flows over the same object read, each path once. */
export function pathsOfFlows(flows: readonly FlowModel[], object: ObjectModel): Paths {
  const paths = flows.flatMap((flow) => pathsOfFlow(flow, object))
  return [...new Map(paths.map((path) => [path.join('.'), path])).values()]
}

function expressionsOf({ trigger, when, steps }: FlowModel, object: ObjectModel): readonly TypedExpression[] {
  const watched = Array.from(trigger.fields ?? [], (name) => object.field(name)?.formula ?? null)
  const conditions = [trigger.becomes, when, ...steps.map((step) => step.when), ...watched]
  return [...conditions.filter((condition) => condition !== null), ...steps.flatMap(expressionsOfStep)]
}
