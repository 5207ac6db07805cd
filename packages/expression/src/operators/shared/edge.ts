import { type Decimal, decimal } from '@huozi/core'
import { takes } from '../../check/signatures.ts'
import { type EvaluateRule, strict } from '../../evaluate/evaluate-rule.ts'
import { bind, call, cases, compare, value } from '../../sql/nodes.ts'
import type { SqlMeaning } from '../../sql/sql-meaning.ts'
import type { SqlFunction } from '../../sql/sql-node.ts'
import { TEXT } from '../../types/value-type.ts'
import { textResult } from './text-result.ts'

/** More characters than any text has. */
const MOST = 1_000_000_000

export const edgeType = takes(['text', 'number'], TEXT)

/** So many characters from one end; decimals of the count are cut off, and a count below 1 gives blank. */
export function edgeEvaluate(cut: (text: string, count: number) => string): EvaluateRule {
  return strict((text: string, count: Decimal) => {
    if (count.lt(1) || count.gt(MOST)) return count.lt(1) ? null : text
    return textResult(cut(text, Number(count.round(0, 0))))
  })
}

/** The same for the database; the count is bounded, so that the cast to an integer cannot fail. */
export function edgeSql(name: SqlFunction): SqlMeaning {
  return {
    value: ({ value: arg }) =>
      bind(arg(1), (count) => {
        const bounded = call('least', [count, value(decimal(MOST), 'numeric')], 'numeric')
        const isPositive = compare('>=', count, value(decimal(1), 'numeric'), false)
        return cases([{ when: isPositive, result: call(name, [arg(0), bounded], 'text') }], null, 'text')
      }),
  }
}
