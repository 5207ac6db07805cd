import { amountType, type Digits, digitsOf } from '../../check/digits.ts'
import { requireKind } from '../../check/signatures.ts'
import type { TypeRule } from '../../check/type-rule.ts'
import type { TypedNode } from '../../typed-node.ts'
import type { ValueType } from '../../types/value-type.ts'
import { requireList } from './list-argument.ts'

/**
 * A list of numbers or durations and, after it, numbers; gives a value like the items, whose digits follow from theirs.
 * Throws EXPRESSION_TYPE.
 */
export function listNumbers(digits: (of: Digits) => Digits): TypeRule {
  return ({ args }) => {
    const [list, ...others] = args as [TypedNode, ...TypedNode[]]
    const { node, of } = requireList(list, 'number', 'duration')
    return { type: numberLike(of, digits), args: [node, ...others.map((other) => requireKind(other, 'number'))] }
  }
}

/** The type of a figure made from values of this type: a duration stays one. */
export function numberLike(of: ValueType, digits: (of: Digits) => Digits): ValueType {
  return amountType(of, digits(digitsOf(of)))
}

/** Digits of a mean: 20 decimals, like every quotient. */
export function meanDigits({ whole }: Digits): Digits {
  return { whole, scale: 20 }
}
