import type { FieldDocument } from './object-document.ts'

/** True for a field whose value is worked out from others: nobody writes it. */
export function isDerived({ formula, rollup }: Pick<FieldDocument, 'formula' | 'rollup'>): boolean {
  return formula !== undefined || rollup !== undefined
}
