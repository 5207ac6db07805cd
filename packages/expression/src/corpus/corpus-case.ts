import type { Json } from '@huozi/core'

/**
 * One sentence about the language, against the sample object of `corpus/sample-scope.ts`: with this record, the
 * expression gives `gives`, or is refused with the code `refused`. Values are written as in answers (decimals as text).
 */
export type CorpusCase = {
  readonly expression: string | Json
  /** Field values by path (`account.level`) and collections as lists of records; what is left out is blank. */
  readonly record?: Readonly<Record<string, Json>>
  /** The record before the change; without it the record is new. */
  readonly old?: Readonly<Record<string, Json>>
  /** What is declared beside the expression, as documents declare it. */
  readonly zone?: string
  readonly calendar?: string
} & ({ readonly gives: Json } | { readonly refused: string })
