import type { Json } from '@huozi/core'
import { pathsOf, toJsonLogic } from '@huozi/expression'
import { type FieldModel, REFERRING_RECORD, readableField } from '@huozi/metadata'
import type { FormRequest } from './form-request.ts'

/** What the candidates of a reference must meet, and the fields of the open record (`this.x`) that it speaks of. */
export interface CandidateCondition {
  readonly where: Json
  readonly reads: readonly string[]
}

/** The condition of a reference's candidates; null when there is none, or it speaks of what the reader may not see. */
export function candidateCondition(field: FieldModel, { object, access }: FormRequest): CandidateCondition | null {
  const expression = field.candidates
  if (expression === null) return null
  const paths = pathsOf(expression)
  const own = paths.filter(([first]) => first === REFERRING_RECORD).map(([, ...path]) => path)
  const others = paths.filter(([first]) => first !== REFERRING_RECORD)
  const isReadable =
    own.every((path) => path.length === 1 && readableField(object, path, access)) &&
    others.every((path) => readableField(field.target(), path, access))
  return isReadable ? { where: toJsonLogic(expression), reads: own.map(([name = '']) => name) } : null
}
