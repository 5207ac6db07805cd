import { sameOf } from '../../check/signatures.ts'
import type { TypeRule } from '../../check/type-rule.ts'
import { equalityOf } from '../../evaluate/compare-values.ts'
import type { EvaluateRule } from '../../evaluate/evaluate-rule.ts'
import { compare, isNull } from '../../sql/nodes.ts'
import type { SqlMeaning } from '../../sql/sql-meaning.ts'
import type { CallNode, TypedNode } from '../../typed-node.ts'
import { BOOLEAN } from '../../types/value-type.ts'

const sides = sameOf('number', 'text', 'choice', 'reference', 'boolean', 'date', 'datetime', 'time', 'duration')

/** Two values of one type; the literal `blank` may be compared with anything, lists too. */
export const equalityType: TypeRule = (call) => {
  const isBlankTest = call.args.some(isBlankLiteral)
  return { type: BOOLEAN, args: isBlankTest ? call.args : sides(call).args }
}

/** `=`, or with `negated` its exact opposite: true when a side is blank. */
export function equalityEvaluate(negated: boolean): EvaluateRule {
  return (args, node) => {
    const [left, right] = args
    if (left === undefined || right === undefined) return () => false
    const tested = blankTestOf(node)
    if (tested !== null) return (frame) => (args[tested]?.(frame) === null) !== negated
    const equal = equalityOf(node.args[0]?.type ?? BOOLEAN)
    return (frame) => {
      const [a, b] = [left(frame), right(frame)]
      return (a !== null && b !== null && equal(a, b)) !== negated
    }
  }
}

/** The same for the database; `opposite` for `!=`. */
export function equalitySql(opposite: boolean): SqlMeaning {
  return {
    condition: (call, negated) => {
      const tested = blankTestOf(call.node)
      if (tested !== null) return isNull(call.value(tested), negated !== opposite)
      return compare('=', call.value(0), call.value(1), negated !== opposite)
    },
  }
}

/** Which argument is tested for being blank; null for a comparison. Of two literals the first is tested. */
function blankTestOf({ args: [left, right] }: CallNode): 0 | 1 | null {
  if (right !== undefined && isBlankLiteral(right)) return 0
  return left !== undefined && isBlankLiteral(left) ? 1 : null
}

function isBlankLiteral(node: TypedNode): boolean {
  return node.kind === 'literal' && node.value === null
}
