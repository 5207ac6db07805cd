import { sameOf } from '../../check/signatures.ts'
import type { TypeRule } from '../../check/type-rule.ts'
import { comparatorOf } from '../../evaluate/compare-values.ts'
import type { EvaluateRule } from '../../evaluate/evaluate-rule.ts'
import { call } from '../../sql/nodes.ts'
import type { SqlMeaning } from '../../sql/sql-meaning.ts'
import { sqlTypeOf } from '../../sql/sql-node.ts'
import type { Value } from '../../types/value.ts'
import { filledItems, isList, requireList } from './list-argument.ts'

const KINDS = ['number', 'text', 'date', 'datetime', 'time', 'duration'] as const
const values = sameOf(...KINDS)

/** Values of one type that has an order the database shares, or one list of them. */
export const extremeType: TypeRule = (call) => {
  const [list, ...others] = call.args
  if (list === undefined || others.length > 0 || !isList(list)) return values(call)
  const { node, of } = requireList(list, ...KINDS)
  return { type: of, args: [node] }
}

/** All arguments may be the result; a list is not. */
export function allResults(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** The first or last value in order; blanks are skipped. `sign` is 1 for the greatest, −1 for the least. */
export function extremeEvaluate(sign: 1 | -1): EvaluateRule {
  return (args, node) => {
    const order = comparatorOf(node.type)
    const best = (given: readonly Value[]) =>
      given.reduce((a, b) => (b !== null && (a === null || order(b, a) * sign > 0) ? b : a), null)
    if (isList(node.args[0])) return (frame) => best(filledItems(args[0], frame))
    return (frame) => best(args.map((arg) => arg(frame)))
  }
}

/** `least` or `greatest`, which skip nulls too, or the same over a list. */
export function extremeSql(name: 'least' | 'greatest'): SqlMeaning {
  const overList = name === 'least' ? 'listMin' : 'listMax'
  return {
    value: ({ node, value }) =>
      call(
        isList(node.args[0]) ? overList : name,
        node.args.map((_, index) => value(index)),
        sqlTypeOf(node.type),
      ),
  }
}
