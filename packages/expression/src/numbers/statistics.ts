import { type Decimal, decimal, roundDecimal, ZERO } from '@huozi/core'

/** Decimals of a quotient or a root, as everywhere (`mechanisms.md` §7). */
const PLACES = 20
const HALF = decimal('0.5')
const TRUNCATE = 0

/** The exact sum; 0 of nothing. */
export function sumOf(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, value) => sum.plus(value), ZERO)
}

/** The quotient to 20 decimals; null when dividing by zero. */
function quotient(a: Decimal, b: Decimal): Decimal | null {
  return b.eq(ZERO) ? null : a.div(b)
}

/** The mean to 20 decimals; null of nothing. */
export function meanOf(values: readonly Decimal[]): Decimal | null {
  return quotient(sumOf(values), decimal(values.length))
}

/** The middle value, or the exact mean of the two in the middle; null of nothing. */
export function medianOf(values: readonly Decimal[]): Decimal | null {
  const sorted = ascending(values)
  const low = sorted[(sorted.length - 1) >> 1]
  const high = sorted[sorted.length >> 1]
  return low === undefined || high === undefined ? null : low.plus(high).times(HALF)
}

/**
 * The value below which `percent` of the values lie, interpolated between neighbours (percentile 50 is the median), to
 * 20 decimals; null of nothing and outside 0 to 100.
 */
export function percentileOf(values: readonly Decimal[], percent: Decimal): Decimal | null {
  if (percent.lt(0) || percent.gt(100) || values.length === 0) return null
  const sorted = ascending(values)
  const position = percent.times(values.length - 1).times('0.01')
  const below = position.round(0, TRUNCATE)
  const low = sorted[Number(below)] ?? ZERO
  const high = sorted[Number(below) + 1] ?? low
  return roundDecimal(low.plus(high.minus(low).times(position.minus(below))), PLACES)
}

/** The standard deviation of a sample (divided by n − 1), to 20 decimals; null of fewer than two values. */
export function deviationOf(values: readonly Decimal[]): Decimal | null {
  const count = decimal(values.length)
  const sum = sumOf(values)
  const squares = sumOf(values.map((value) => value.times(value)))
  const variance = quotient(count.times(squares).minus(sum.times(sum)), count.times(count.minus(1)))
  return variance === null ? null : rootOf(variance)
}

/** The mean of pairs of a value and its weight, to 20 decimals; null when the weights add up to zero. */
export function weightedMeanOf(pairs: readonly (readonly [Decimal, Decimal])[]): Decimal | null {
  const total = sumOf(pairs.map(([value, weight]) => value.times(weight)))
  return quotient(total, sumOf(pairs.map(([, weight]) => weight)))
}

/**
 * The mean without the smallest and the largest values: `percent` of them in all, half at each end, each end rounded
 * down to whole values. Null of nothing and outside 0 to below 100.
 */
export function trimmedMeanOf(values: readonly Decimal[], percent: Decimal): Decimal | null {
  if (percent.lt(0) || percent.gte(100)) return null
  const cut = Number(percent.times(values.length).times('0.005').round(0, TRUNCATE))
  return meanOf(ascending(values).slice(cut, values.length - cut))
}

/**
 * The square root of a number that is not negative, to 20 decimals, half up. Whole-number root of the number with 42
 * decimals: its 21st decimal is the true one, so that rounding by it is exact.
 */
function rootOf(value: Decimal): Decimal {
  const scaled = BigInt(value.times(`1${'0'.repeat(42)}`).toFixed(0, TRUNCATE))
  return roundDecimal(decimal(wholeRoot(scaled).toString()).times(`0.${'0'.repeat(20)}1`), PLACES)
}

/** The largest whole number whose square is not above `value` (Newton's method from above). */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (guess + value / guess) >> 1n
    if (next >= guess) return guess
    guess = next
  }
}

function ascending(values: readonly Decimal[]): readonly Decimal[] {
  return [...values].sort((a, b) => a.cmp(b))
}
