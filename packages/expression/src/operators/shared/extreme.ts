import { sameOf } from '../../check/signatures.ts'
import { comparatorOf } from '../../evaluate/compare-values.ts'
import type { EvaluateRule } from '../../evaluate/evaluate-rule.ts'
import { call } from '../../sql/nodes.ts'
import type { SqlMeaning } from '../../sql/sql-meaning.ts'
import type { SqlFunction } from '../../sql/sql-node.ts'
import { sqlTypeOf } from '../../sql/sql-node.ts'
import type { Value } from '../../types/value.ts'
import { BOOLEAN } from '../../types/value-type.ts'

/** Values of one type that has an order the database shares. */
export const extremeType = sameOf('number', 'text', 'date', 'datetime', 'time', 'duration')

/** All arguments may be the result. */
export function allResults(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** The first or last value in order; blanks are skipped. `sign` is 1 for the greatest, −1 for the least. */
export function extremeEvaluate(sign: 1 | -1): EvaluateRule {
  return (args, node) => {
    const order = comparatorOf(node.args.find((arg) => arg.type.kind !== 'blank')?.type ?? BOOLEAN)
    return (frame) => {
      let best: Value = null
      for (const arg of args) {
        const value = arg(frame)
        if (value !== null && (best === null || order(value, best) * sign > 0)) best = value
      }
      return best
    }
  }
}

/** `least` or `greatest`, which skip nulls too. */
export function extremeSql(name: SqlFunction): SqlMeaning {
  return {
    value: ({ node, value }) =>
      call(
        name,
        node.args.map((_, index) => value(index)),
        sqlTypeOf(node.type),
      ),
  }
}
