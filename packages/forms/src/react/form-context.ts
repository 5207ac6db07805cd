import type { JsonObject } from '@huozi/core'
import type { FormStore } from './store/form-state.ts'
import type { WidgetContext } from './widgets/widget.ts'

/** A record a lookup offers. Further keys are the parent values that live formulas of the form read. */
export interface Candidate {
  readonly id: string
  readonly label: string | null
  readonly [field: string]: unknown
}

/** What a lookup asks for. */
export interface CandidateQuery {
  readonly object: string
  readonly text: string
  /** JsonLogic condition of the field, with `this.…` already filled in; null offers everything. */
  readonly where: JsonObject | null
  /** Further fields to select, for what depends on them. */
  readonly select: readonly string[]
  readonly signal: AbortSignal
}

/** How the form reaches the records it may point to. The page supplies it. */
export type SearchCandidates = (query: CandidateQuery) => Promise<readonly Candidate[]>

/** What every part of a rendered form is given: made once per form, never changed. */
export interface FormContext extends WidgetContext {
  readonly store: FormStore
  /** Makes the ids in the page unique, should two forms be open. */
  readonly idPrefix: string
}

/** Id of the element a field's label belongs to. */
export function fieldId(context: FormContext, name: string): string {
  return `${context.idPrefix}-${name}`
}
