import { createHash } from 'node:crypto'
import { buildForm, candidateLayouts, type FormDefinition, type FormRequest } from '@huozi/forms'
import type { ObjectModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { holds } from '../record/judge-record.ts'
import { recordSource } from '../record/record-source.ts'
import { evaluationContext } from '../record/rule-context.ts'
import { assertAllowed, findObject } from '../record/target.ts'
import type { View } from '../view/view.ts'
import { heldRoles } from './description.ts'
import { type FormRecord, fetchFormRecord, newFormRecord } from './form-record.ts'

export interface FormQuery {
  readonly object: string
  /** The record the form is for; absent = a new one. */
  readonly id?: string | undefined
  /** Record type of a new record; one that exists has its own. */
  readonly recordType?: string | undefined
  /** Name of a layout; absent = the best that fits. */
  readonly layout?: string | undefined
}

export interface DescribedForm {
  readonly definition: FormDefinition
}

/**
 * The form for a record, or for a new one, as the caller may fill it.
 * Throws OBJECT_NOT_FOUND, RECORD_NOT_FOUND, ACTION_FORBIDDEN (a new record the caller may not create).
 */
export function describeForm(deps: RuntimeDeps, ctx: RequestContext, query: FormQuery): Promise<DescribedForm> {
  return deps.views.run(ctx, async () => {
    const view = await deps.views.current(ctx)
    const object = findObject(view, query.object)
    if (query.id === undefined) assertAllowed(view, object, 'create')
    const request = formRequest(ctx, { view, object, query })
    return { definition: buildForm(await withRecord(deps, ctx, { view, request, id: query.id })) }
  })
}

/** Entity tag of a form: another one whenever model, rights, language or layout make it differ. */
export function formTag({ definition }: DescribedForm): string {
  const hash = createHash('sha256').update(JSON.stringify(definition)).digest('base64url').slice(0, 16)
  return `"${definition.version}-${hash}-${definition.language}"`
}

interface Asked {
  readonly view: View
  readonly object: ObjectModel
  readonly query: FormQuery
}

function formRequest(ctx: RequestContext, { view, object, query }: Asked): FormRequest {
  return {
    model: view.model,
    object,
    access: view.access,
    language: ctx.locale,
    tenant: ctx.tenant,
    roles: heldRoles(view),
    action: query.id === undefined ? 'create' : 'update',
    recordType: query.recordType ?? null,
    layout: query.layout,
  }
}

/** Adds to the request what only the record can say: its record type, and which layouts' conditions hold for it. */
async function withRecord(
  deps: RuntimeDeps,
  ctx: RequestContext,
  { view, request, id }: { view: View; request: FormRequest; id: string | undefined },
): Promise<FormRequest> {
  const { object } = request
  const context = evaluationContext(deps.clock, ctx, view)
  const conditions = candidateLayouts(request).flatMap(({ when }) => when ?? [])
  const scope = { deps, ctx, view, object }
  const { record, before }: FormRecord =
    id === undefined ? newFormRecord(scope, context) : await fetchFormRecord(scope, id, conditions)
  const source = recordSource(record, context, before)
  const recordType = request.recordType ?? (record.values.get('record_type') as string | null | undefined) ?? null
  return { ...request, recordType, holds: (condition) => holds(condition, source, context) }
}
