import { compareCodePoints } from '@huozi/core'
import { parseExpression, type TypedExpression } from '@huozi/expression'
import { type LayoutDocument, recordScope } from '@huozi/metadata'
import type { FormRequest } from './form-request.ts'

/** A layout that fits object, roles and record type; it is taken when its condition holds for the record. */
export interface CandidateLayout {
  readonly document: LayoutDocument
  readonly when: TypedExpression | null
}

/** Layouts that may be taken, the best first: by priority, ties by name. */
export function candidateLayouts(request: Omit<FormRequest, 'holds'>): readonly CandidateLayout[] {
  const { model, object } = request
  const layouts = [...(model.documents.get('layout')?.values() ?? [])] as LayoutDocument[]
  return layouts
    .filter((layout) => fits(layout, request))
    .toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || compareCodePoints(a.name, b.name))
    .map((document) => {
      const scope = recordScope(model, object, { change: true })
      const { when } = document
      return { document, when: when === undefined ? null : parseExpression(when, scope, { expect: 'boolean' }) }
    })
}

/** The best layout for the record at hand; null when none fits. */
export function chooseLayout(request: FormRequest): LayoutDocument | null {
  const { holds } = request
  const taken = candidateLayouts(request).find(({ when }) => when === null || holds?.(when) === true)
  return taken?.document ?? null
}

function fits(
  layout: LayoutDocument,
  { object, layout: asked, roles, recordType }: Omit<FormRequest, 'holds'>,
): boolean {
  if (layout.object !== object.name || (layout.form ?? 'page') !== 'page') return false
  if (asked !== undefined && layout.name !== asked) return false
  return isFor(layout.roles, roles) && isFor(layout.recordTypes, recordType == null ? [] : [recordType])
}

/** A list that is absent or empty is for everyone. */
function isFor(wanted: readonly string[] | undefined, having: readonly string[]): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.some((name) => having.includes(name))
}
