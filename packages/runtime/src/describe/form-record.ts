import { isId, RECORD_NOT_FOUND, refuse } from '@huozi/core'
import { compileCurrent, headSlots, readHead } from '@huozi/database'
import type { EvaluationContext, TypedExpression } from '@huozi/expression'
import type { ObjectModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { applyCreateDefaults } from '../record/apply-defaults.ts'
import { parentPathsOf } from '../record/object-rules.ts'
import type { RuleRecord } from '../record/record-source.ts'
import { evaluationContext } from '../record/rule-context.ts'
import { cacheKey, readerRights, readTarget } from '../record/target.ts'
import { parentValues } from '../record/write-record.ts'
import type { View } from '../view/view.ts'
import { assertHead } from '../view/views.ts'

/** The record a form is opened on, as conditions of layouts see it. */
export interface FormRecord {
  readonly record: RuleRecord
  /** Absent for a new record. */
  readonly before?: RuleRecord
}

interface FormScope {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly view: View
  readonly object: ObjectModel
}

/** A new record as it starts: owned by the caller, filled with its defaults. */
export function newFormRecord({ view, object }: FormScope, context: EvaluationContext): FormRecord {
  const owner: [string, string][] = object.owned && view.viewer !== null ? [['owner', view.viewer.id]] : []
  return { record: applyCreateDefaults({ object, values: new Map(owner), parents: new Map() }, new Set(), context) }
}

/** The record with what the conditions read behind its references, if the caller may see it. Throws RECORD_NOT_FOUND. */
export async function fetchFormRecord(
  { deps, ctx, view, object }: FormScope,
  id: string,
  conditions: readonly TypedExpression[],
): Promise<FormRecord> {
  if (!isId(id)) return refuse(RECORD_NOT_FOUND, { object: object.name, id })
  const paths = parentPathsOf(object, conditions)
  const shape = paths.map((path) => path.join('.')).join(',')
  const compiled = deps.statements.get(cacheKey(ctx, view, 'form', object.name, shape), () =>
    compileCurrent(readTarget(ctx, view, object), paths, readerRights(view, object).rows),
  )
  const context = evaluationContext(deps.clock, ctx, view)
  const [row = []] = await deps.database.run(compiled.statement, { id, ...headSlots(view.head) }, context)
  assertHead(readHead(row), view)
  const current = compiled.read(row)
  if (current === null) return refuse(RECORD_NOT_FOUND, { object: object.name, id })
  const record = { object, values: current.values, parents: parentValues(current.parents) }
  return { record, before: record }
}
