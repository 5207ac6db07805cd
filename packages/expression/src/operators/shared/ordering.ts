import { comparison } from '../../check/signatures.ts'
import { comparatorOf } from '../../evaluate/compare-values.ts'
import type { EvaluateRule } from '../../evaluate/evaluate-rule.ts'
import { call, compare, member, value } from '../../sql/nodes.ts'
import type { SqlCall, SqlMeaning } from '../../sql/sql-meaning.ts'
import type { SqlNode } from '../../sql/sql-node.ts'
import type { CallNode } from '../../typed-node.ts'
import { BOOLEAN, type ChoiceType } from '../../types/value-type.ts'

/** The order comparisons. */
export type OrderSymbol = '<' | '<=' | '>' | '>='

/** Whether the outcome of a comparison satisfies the symbol; not a number satisfies none. */
const SATISFIES: Readonly<Record<OrderSymbol, (outcome: number) => boolean>> = {
  '<': (outcome) => outcome < 0,
  '<=': (outcome) => outcome <= 0,
  '>': (outcome) => outcome > 0,
  '>=': (outcome) => outcome >= 0,
}

const MIRRORED: Readonly<Record<OrderSymbol, OrderSymbol>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/** Values that have an order: numbers, texts by code point, days and times, choices by their option set. */
export const orderingType = comparison('number', 'text', 'choice', 'date', 'datetime', 'time', 'duration')

/** False when a side is blank, or a code that its option set no longer has. */
export function orderingEvaluate(symbol: OrderSymbol): EvaluateRule {
  const satisfies = SATISFIES[symbol]
  return ([left, right], node) => {
    const order = comparatorOf(node.args[0]?.type ?? BOOLEAN)
    return (frame) => {
      const a = left?.(frame) ?? null
      const b = right?.(frame) ?? null
      return a !== null && b !== null && satisfies(order(a, b))
    }
  }
}

/** The same for the database. */
export function orderingSql(symbol: OrderSymbol): SqlMeaning {
  return {
    condition: (given, negated) => {
      const type = given.node.args[0]?.type
      if (type?.kind === 'choice') return choiceOrdering(given, symbol, type)(negated)
      return compare(symbol, given.value(0), given.value(1), negated)
    },
  }
}

/** Against a written code the codes that satisfy are listed, which an index answers; else positions are compared. */
function choiceOrdering(given: SqlCall, symbol: OrderSymbol, type: ChoiceType): (negated: boolean) => SqlNode {
  const { codes } = type.options
  const [left, right] = [literalCode(given.node, 0), literalCode(given.node, 1)]
  if (right !== null) return (negated) => member(given.value(0), satisfying(codes, symbol, right), negated)
  if (left !== null) return (negated) => member(given.value(1), satisfying(codes, MIRRORED[symbol], left), negated)
  const position = (index: number) => call('positionIn', [value(codes, 'text[]'), given.value(index)], 'numeric')
  return (negated) => compare(symbol, position(0), position(1), negated)
}

function satisfying(codes: readonly string[], symbol: OrderSymbol, code: string): SqlNode {
  const position = codes.indexOf(code)
  return value(
    codes.filter((_, index) => SATISFIES[symbol](index - position)),
    'text[]',
  )
}

function literalCode({ args }: CallNode, index: number): string | null {
  const arg = args[index]
  return arg?.kind === 'literal' && typeof arg.value === 'string' ? arg.value : null
}
