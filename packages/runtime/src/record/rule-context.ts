import { type Clock, canonicalJson, decimal, isJsonObject } from '@huozi/core'
import {
  compileEvaluator,
  type EvaluationContext,
  type Evaluator,
  type TypedExpression,
  type Value,
} from '@huozi/expression'
import type { FieldModel, StoredValue } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { View, Viewer } from '../view/view.ts'

/** What rules know besides the record: the clock, the zone, the user and his roles. */
export function evaluationContext(clock: Clock, ctx: RequestContext, view: View): EvaluationContext {
  const { viewer } = view
  return {
    now: clock.now(),
    zone: ctx.tenant.zone,
    calendars: (name) => view.model.calendars.get(name)?.table,
    me: viewer === null ? null : { id: viewer.id, get: (path) => viewerValue(viewer, view, path) },
    hasRole: (name) =>
      viewer !== null && (viewer.roles.includes(name) || view.model.roles.get(name)?.everyone === true),
  }
}

function viewerValue(viewer: Viewer, view: View, [name = '', ...rest]: readonly string[]): Value {
  const field = view.model.system.get('user')?.field(name)
  if (field === undefined || rest.length > 0) return null
  return toValue(field, viewer.values.get(name) ?? null)
}

/** A stored value as expressions see it: numbers become exact decimals, empty text is blank. */
export function toValue(field: FieldModel, stored: StoredValue): Value {
  if (stored === null || stored === '') return null
  if (field.type.kind === 'json') return canonicalJson(stored)
  if (field.type.kind === 'reference' && isJsonObject(stored)) return (stored.id ?? null) as Value
  if (Array.isArray(stored)) return stored as readonly Value[]
  if (field.type.kind === 'number' || field.type.kind === 'duration') return decimal(stored as string | number)
  return stored as string | boolean
}

const evaluators = new WeakMap<TypedExpression, Evaluator>()

/** The evaluator of an expression, compiled once; it lives as long as the model that holds the expression. */
export function evaluatorOf(expression: TypedExpression): Evaluator {
  const known = evaluators.get(expression)
  if (known !== undefined) return known
  const made = compileEvaluator(expression)
  evaluators.set(expression, made)
  return made
}
