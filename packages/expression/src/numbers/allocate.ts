import { type Decimal, decimal, formatDecimal, ZERO } from '@huozi/core'

/**
 * Parts of a total by weight, in whole units and adding up to it exactly: each part is rounded down, then those with the
 * largest remainders get a unit more (of equal ones the first), and what is less than a unit goes to the next. A null
 * weight has a null part. Null when there is no weight, one is negative, or the unit is not positive.
 */
export function allocateTotal(
  total: Decimal,
  weights: readonly (Decimal | null)[],
  unit: Decimal,
): readonly (Decimal | null)[] | null {
  const filled = weights.flatMap((weight, index) => (weight === null ? [] : [{ weight, index }]))
  const sum = filled.reduce((all, { weight }) => all.plus(weight), ZERO)
  if (unit.lte(0) || sum.lte(0) || filled.some(({ weight }) => weight.lt(0))) return null
  const shares = filled.map(({ weight, index }) => {
    const [whole, rest] = divide(total.abs().times(weight), sum.times(unit))
    return { index, whole, rest }
  })
  const left = shares.reduce((open, { whole }) => open.minus(whole.times(unit)), total.abs())
  const [units, fraction] = divide(left, unit)
  const byRest = [...shares].sort((a, b) => b.rest.cmp(a.rest))
  const parts: (Decimal | null)[] = weights.map(() => null)
  for (const [rank, { index, whole }] of byRest.entries()) {
    const more = units.gt(rank) ? unit : units.eq(rank) ? fraction : ZERO
    const part = whole.times(unit).plus(more)
    parts[index] = total.lt(0) ? ZERO.minus(part) : part
  }
  return parts
}

/** Whole quotient and exact remainder of numbers that are not negative. */
function divide(a: Decimal, b: Decimal): readonly [Decimal, Decimal] {
  const places = Math.max(placesOf(a), placesOf(b))
  const [of, by] = [scaled(a, places), scaled(b, places)]
  const whole = decimal((of / by).toString())
  return [whole, a.minus(b.times(whole))]
}

function placesOf(value: Decimal): number {
  return formatDecimal(value).split('.')[1]?.length ?? 0
}

function scaled(value: Decimal, places: number): bigint {
  return BigInt(value.toFixed(places).replace('.', ''))
}
