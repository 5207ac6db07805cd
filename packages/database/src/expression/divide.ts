import { type RawBuilder, sql } from 'kysely'

/**
 * The quotient to 20 decimals, half up away from zero, blank when dividing by zero. `div` truncates exactly, so the
 * 21st digit is the true one; rounding a rounded quotient could go wrong for divisors of more than 20 digits.
 */
export function divide(left: RawBuilder<unknown>, right: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`round(div((${left}) * 1000000000000000000000, nullif(${right}, 0)) * 0.000000000000000000001, 20)`
}
