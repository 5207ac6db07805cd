import { type Decimal, ZERO } from '@huozi/core'
import type { Filled } from '../types/value.ts'

/** A tier or band: what holds from this bound up to the next one. */
export interface Tier<V extends Filled> {
  readonly from: Decimal
  readonly value: V
}

/** Whether a bound belongs to the tier above it (`lower`: every tier holds its lower end) or to the one below. */
export type Boundary = 'lower' | 'upper'

/** The tiers from the lowest bound up; of equal bounds the one named last is the higher. */
function ascendingTiers<V extends Filled>(tiers: readonly Tier<V>[]): readonly Tier<V>[] {
  return [...tiers].sort((a, b) => a.from.cmp(b.from))
}

/** What holds for `of`; null below the lowest bound, which belongs to the lowest tier either way. */
export function bandOf<V extends Filled>(of: Decimal, tiers: readonly Tier<V>[], boundary: Boundary): V | null {
  const sorted = ascendingTiers(tiers)
  const low = sorted[0]?.from ?? ZERO
  const isHeld = ({ from }: Tier<V>) => from.lt(of) || (from.eq(of) && (boundary === 'lower' || from.eq(low)))
  return sorted.filter(isHeld).at(-1)?.value ?? null
}

/** Every piece of `of` at the rate of the tier it lies in, added up exactly; null without tiers. */
export function marginalOf(of: Decimal, tiers: readonly Tier<Decimal>[]): Decimal | null {
  const sorted = ascendingTiers(tiers)
  const pieces = sorted.map(({ from, value }, index) => {
    const next = sorted[index + 1]?.from ?? of
    const size = (next.lt(of) ? next : of).minus(from)
    return size.gt(0) ? size.times(value) : ZERO
  })
  return pieces.length === 0 ? null : pieces.reduce((sum, piece) => sum.plus(piece))
}
