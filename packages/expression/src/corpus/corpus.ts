import { AGGREGATES } from '../aggregates/registry.ts'
import { OPERATORS } from '../operators/registry.ts'
import type { CorpusCase } from './corpus-case.ts'
import { LANGUAGE_CASES } from './language-cases.ts'

/** A corpus case with the operator it belongs to, or `language`. */
export interface NamedCase {
  readonly of: string
  readonly given: CorpusCase
}

/** Every case of the corpus. Both engines must agree on each. */
export function corpusCases(): readonly NamedCase[] {
  const ofOperators = OPERATORS.flatMap(({ name, cases }) => cases.map((given) => ({ of: name, given })))
  const ofAggregates = AGGREGATES.flatMap(({ name, cases }) => cases.map((given) => ({ of: `${name} of`, given })))
  return [...LANGUAGE_CASES.map((given) => ({ of: 'language', given })), ...ofOperators, ...ofAggregates]
}
