import { type Decimal, formatDecimal } from '@huozi/core'
import { EXPRESSION_LIMITS, limitExceeded } from '../limits.ts'
import type { NumberType, ValueType } from '../types/value-type.ts'

/** Digits before and after the point that a number may need. */
export interface Digits {
  readonly whole: number
  readonly scale: number
}

const ASSUMED: Digits = { whole: 20, scale: 10 }

/** The digits of a type; 20 and 10 when it does not say. */
export function digitsOf(type: ValueType): Digits {
  if (type.kind !== 'number' && type.kind !== 'duration') return ASSUMED
  return { whole: type.whole ?? ASSUMED.whole, scale: type.scale ?? ASSUMED.scale }
}

/** A number type of so many digits. Throws EXPRESSION_LIMIT above 200: repeated multiplication must not grow without end. */
export function numberType({ whole, scale }: Digits): NumberType {
  if (whole + scale > EXPRESSION_LIMITS.digits) throw limitExceeded('digits')
  return Object.freeze({ kind: 'number', whole, scale })
}

/** A type like `of`, a number or a duration, of so many digits. Throws EXPRESSION_LIMIT above 200. */
export function amountType(of: ValueType, digits: Digits): ValueType {
  const type = numberType(digits)
  return of.kind === 'duration' ? Object.freeze({ ...type, kind: 'duration' as const }) : type
}

/** The type of a written number. */
export function numberTypeOf(value: Decimal): NumberType {
  const [whole = '', fraction = ''] = formatDecimal(value.abs()).split('.')
  return numberType({ whole: whole.length, scale: fraction.length })
}

/** Digits that hold the values of all types. */
export function widest(types: readonly ValueType[]): Digits {
  const all = types.map(digitsOf)
  return { whole: Math.max(...all.map(({ whole }) => whole)), scale: Math.max(...all.map(({ scale }) => scale)) }
}
