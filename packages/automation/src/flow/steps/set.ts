import { isRefusal, type JsonObject, RECORD_NOT_FOUND } from '@huozi/core'
import type { SetStepModel, StoredValue } from '@huozi/metadata'
import { evaluatorOf, fetchParents, type RuleRecord, recordSource, toStored, updateWithin } from '@huozi/runtime'
import { touchesReference } from '../flow-change.ts'
import type { StepRunner, StepScope } from './step-runner.ts'

/**
 * Writes fields of the triggering record, through the same rules as any update. The values are computed on the record as the
 * event left it and written on the record as it is now; one that was deleted meanwhile is left alone.
 */
export const set: StepRunner<SetStepModel> = {
  expressions: ({ values }) => [...values.values()],
  run: async (step, scope) => {
    const { change, session } = scope
    const { object, values } = change.record
    const computed = compute(step, scope)
    const body: JsonObject = Object.fromEntries(computed)
    const id = String(values.get('id'))
    await updateWithin(session, { object: object.name, id, body, expected: '*' }).catch((error: unknown) => {
      if (!isRefusal(error, RECORD_NOT_FOUND)) throw error
    })
    return { change: { ...change, record: await withValues(scope, computed) }, notified: [] }
  },
}

function compute(step: SetStepModel, { change, context }: StepScope): ReadonlyMap<string, StoredValue> {
  const { record, before } = change
  const source = recordSource(record, context, before)
  const computed = new Map<string, StoredValue>()
  for (const [name, expression] of step.values) {
    const field = record.object.field(name)
    if (field !== undefined) computed.set(name, toStored(field, evaluatorOf(expression)(source, context)))
  }
  return computed
}

/** The record as later steps see it. */
async function withValues(
  { session, change, paths }: StepScope,
  computed: ReadonlyMap<string, StoredValue>,
): Promise<RuleRecord> {
  const { object, values, parents } = change.record
  const next = new Map([...values, ...computed])
  if (!touchesReference(object, computed)) return { object, values: next, parents }
  return { object, values: next, parents: await fetchParents({ ...session, object }, next, paths) }
}
