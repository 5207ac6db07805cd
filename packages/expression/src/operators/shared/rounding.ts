import { type Decimal, isDecimal } from '@huozi/core'
import { digitsOf, numberType } from '../../check/digits.ts'
import { literalInteger } from '../../check/literal-argument.ts'
import { requireKind } from '../../check/signatures.ts'
import type { TypeRule } from '../../check/type-rule.ts'
import type { EvaluateRule } from '../../evaluate/evaluate-rule.ts'
import { call } from '../../sql/nodes.ts'
import type { SqlMeaning } from '../../sql/sql-meaning.ts'
import type { SqlFunction } from '../../sql/sql-node.ts'
import type { CallNode, TypedNode } from '../../typed-node.ts'

const MOST_PLACES = 20

/** A number and, written, how many decimals to keep (−20 to 20, 0 when left out). */
export const roundingType: TypeRule = ({ args }) => {
  const [given, places] = args as [TypedNode, TypedNode | undefined]
  const number = requireKind(given, 'number')
  const kept = places === undefined ? 0 : literalInteger(places, -MOST_PLACES, MOST_PLACES)
  const whole = Math.max(digitsOf(number.type).whole, -kept) + 1
  const type = numberType({ whole, scale: Math.max(0, kept) })
  return { type, args: places === undefined ? [number] : [number, places] }
}

/** Applies `round` with the number of decimals to keep. */
export function roundingEvaluate(round: (value: Decimal, places: number) => Decimal): EvaluateRule {
  return ([value], node) => {
    const places = placesOf(node)
    return (frame) => {
      const of = value?.(frame) ?? null
      return of === null ? null : round(of as Decimal, places)
    }
  }
}

/** The database function with the number of decimals to keep. */
export function roundingSql(name: SqlFunction): SqlMeaning {
  return { value: ({ node, value }) => call(name, [value(0)], 'numeric', placesOf(node)) }
}

function placesOf({ args }: CallNode): number {
  const places = args[1]
  return places?.kind === 'literal' && isDecimal(places.value) ? Number(places.value) : 0
}
