import type { TypedNode } from '../typed-node.ts'
import type { ValueKind, ValueType } from '../types/value-type.ts'
import { coerce } from './coerce.ts'
import { amountType, type Digits, digitsOf, numberType } from './digits.ts'
import type { TypeRule } from './type-rule.ts'
import { refuseType, unify } from './unify.ts'

const PLAIN: Readonly<Partial<Record<ValueKind, ValueType>>> = {
  text: { kind: 'text' },
  number: { kind: 'number', whole: 1, scale: 0 },
  boolean: { kind: 'boolean' },
  date: { kind: 'date' },
  datetime: { kind: 'datetime' },
  time: { kind: 'time' },
  duration: { kind: 'duration', whole: 1, scale: 0 },
}

/**
 * The node when it is of one of the kinds; a text literal or blank is read as the first kind that takes it.
 * Throws EXPRESSION_TYPE, or the refusal of the literal.
 */
export function requireKind(node: TypedNode, ...kinds: readonly ValueKind[]): TypedNode {
  if (kinds.includes(node.type.kind)) return node
  for (const kind of kinds) {
    const type = PLAIN[kind]
    const coerced = type === undefined ? null : coerce(node, type)
    if (coerced !== null) return coerced
  }
  return refuseType(node, kinds.join(' | '))
}

/** Arguments of fixed kinds, in order; with more arguments than kinds, the last kind is for all the rest. */
export function takes(kinds: readonly ValueKind[], gives: ValueType): TypeRule {
  return ({ args }) => ({
    type: gives,
    args: args.map((arg, index) => requireKind(arg, kinds[Math.min(index, kinds.length - 1)] ?? 'blank')),
  })
}

/** Numbers in, a number out, whose digits follow from those of the arguments. Throws EXPRESSION_LIMIT above 200. */
export function numbers(digits: (...given: readonly Digits[]) => Digits): TypeRule {
  return (call) => {
    const args = call.args.map((arg) => requireKind(arg, 'number'))
    return { type: numberType(digits(...args.map((arg) => digitsOf(arg.type)))), args }
  }
}

/** Numbers in, or durations in; gives the same, whose digits follow from those of the arguments. Throws EXPRESSION_LIMIT. */
export function amounts(digits: (...given: readonly Digits[]) => Digits): TypeRule {
  return (call) => {
    const kind = call.args.some((arg) => arg.type.kind === 'duration') ? 'duration' : 'number'
    const args = call.args.map((arg) => requireKind(arg, kind))
    return { type: amountType({ kind }, digits(...args.map((arg) => digitsOf(arg.type)))), args }
  }
}

/** Values of one type, of one of these kinds; gives a value of that type. */
export function sameOf(...kinds: readonly ValueKind[]): TypeRule {
  return ({ args }) => {
    const { type, nodes } = unify(args)
    const wrong = nodes.find((node) => !kinds.includes(node.type.kind) && node.type.kind !== 'blank')
    if (wrong !== undefined) refuseType(wrong, kinds.join(' | '))
    return { type, args: nodes }
  }
}

/** Arguments that can be compared with each other, of one of these kinds; gives a condition. */
export function comparison(...kinds: readonly ValueKind[]): TypeRule {
  const rule = sameOf(...kinds)
  return (call) => {
    const blank = call.args.find((arg) => arg.kind === 'literal' && arg.value === null)
    if (blank !== undefined) refuseType(blank, kinds.join(' | '))
    return { type: { kind: 'boolean' }, args: rule(call).args }
  }
}
