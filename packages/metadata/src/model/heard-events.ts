import type { FlowModel } from './flow-model.ts'
import type { FieldModel, Model, ObjectModel } from './model.ts'

/** A change of one record, as far as it decides who listens. */
export interface RecordChange {
  /** What happened: `created`, `updated`, `deleted`, … */
  readonly event: string
  /** Fields written, for `updated`; absent = any. */
  readonly changed?: readonly FieldModel[]
}

const known = new WeakMap<Model, ReadonlyMap<string, readonly FlowModel[]>>()

/** The flows that listen for an event of an object, given by its identity, in the order of their names; worked out once per model. */
export function listeningFlows(model: Model, objectId: number, event: string): readonly FlowModel[] {
  const byEvent = known.get(model) ?? groupByEvent(model)
  known.set(model, byEvent)
  return byEvent.get(`${objectId}:${event}`) ?? []
}

/** Whether any flow may be set off by such a change. False promises that none is, so its event need not be told. */
export function isHeard(model: Model, object: ObjectModel, { event, changed }: RecordChange): boolean {
  return listeningFlows(model, object.id, event).some(({ trigger: { fields } }) => {
    if (fields === null || changed === undefined) return true
    return fields.values().some((name) => mayHaveChanged(object.field(name), changed))
  })
}

/** What the server computes or sets itself may be another whatever is written. */
function mayHaveChanged(field: FieldModel | undefined, changed: readonly FieldModel[]): boolean {
  return field === undefined || field.column === null || field.system || changed.includes(field)
}

function groupByEvent(model: Model): ReadonlyMap<string, readonly FlowModel[]> {
  const flows = [...model.flows.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return Map.groupBy(flows, ({ trigger }) => `${model.objects.get(trigger.object)?.id}:${trigger.type}`)
}
