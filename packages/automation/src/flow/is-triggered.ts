import { formatDecimal, isDecimal } from '@huozi/core'
import type { EvaluationContext, TypedExpression, Value } from '@huozi/expression'
import type { FlowModel } from '@huozi/metadata'
import { holds, type RuleRecord, recordSource } from '@huozi/runtime'
import type { Change } from './flow-change.ts'

/**
 * Whether a change sets a flow off: one of the watched fields is another, `becomes` holds now and did not before,
 * and `when` holds now. A record that was created had nothing before.
 */
export function isTriggered({ trigger, when }: FlowModel, change: Change, context: EvaluationContext): boolean {
  const { fields, becomes } = trigger
  if (fields !== null && !fields.values().some((name) => isChanged(name, change, context))) return false
  if (becomes !== null && !hasBecome(becomes, change, context)) return false
  return holds(when ?? true, recordSource(change.record, context, change.before), context)
}

function hasBecome(condition: TypedExpression, { record, before }: Change, context: EvaluationContext): boolean {
  const isNow = holds(condition, recordSource(record, context, before), context)
  const wasBefore = before !== undefined && holds(condition, recordSource(before, context, before), context)
  return isNow && !wasBefore
}

function isChanged(name: string, { record, before }: Change, context: EvaluationContext): boolean {
  const now = comparable(record, name, context)
  return before === undefined ? now !== null : now !== comparable(before, name, context)
}

/** A field's value, computed ones too, in a form that `===` compares. */
function comparable(record: RuleRecord, name: string, context: EvaluationContext): Value | string {
  const value = recordSource(record, context).get([name])
  return isDecimal(value) ? formatDecimal(value) : value
}
