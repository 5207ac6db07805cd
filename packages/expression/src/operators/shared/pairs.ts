import type { Decimal } from '@huozi/core'
import type { Value } from '../../types/value.ts'

/** Two lists of numbers item by item, as far as neither is blank. */
export function pairsOf(first: readonly Value[], second: readonly Value[]): (readonly [Decimal, Decimal])[] {
  return first.flatMap((value, index) => {
    const other = second[index] ?? null
    return value === null || other === null ? [] : [[value as Decimal, other as Decimal] as const]
  })
}
