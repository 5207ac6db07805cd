import { comparatorOf } from '../../evaluate/compare-values.ts'
import type { Value } from '../../types/value.ts'
import type { Aggregate } from '../aggregate.ts'
import { valueOfKinds } from './values.ts'

/** Values that have an order the database shares. */
export const orderedValue = valueOfKinds(['number', 'text', 'date', 'datetime', 'time', 'duration'], (type) => type)

/** The first or last value in order; `sign` is 1 for the greatest, −1 for the least. */
export function extremeOf(sign: 1 | -1): Aggregate['gather'] {
  return (type) => {
    const order = comparatorOf(type)
    return (values) => {
      let best: Value = null
      for (const value of values) if (best === null || order(value, best) * sign > 0) best = value
      return best
    }
  }
}
