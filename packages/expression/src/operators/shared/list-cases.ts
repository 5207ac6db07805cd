import type { CorpusCase } from '../../corpus/corpus-case.ts'

/** What every operator over one list of numbers refuses. */
export function refusedLists(name: string): readonly CorpusCase[] {
  return [
    { expression: `${name}(amount)`, refused: 'EXPRESSION_TYPE' },
    { expression: `${name}(labels)`, refused: 'EXPRESSION_TYPE' },
    { expression: `${name}()`, refused: 'EXPRESSION_ARGUMENTS' },
  ]
}

/** The numbers 1 to 500 as a record of the sample object. */
export const MANY = { scores: Array.from({ length: 500 }, (_, index) => String(index + 1)) }
