import { compareCodePoints, type Decimal } from '@huozi/core'
import type { Filled } from '../types/value.ts'
import type { ValueType } from '../types/value-type.ts'

/** Orders two values of a type: negative, zero or positive; NaN when one has no place in the order. */
export type Compare = (a: Filled, b: Filled) => number

/** Exact comparison by type: numbers by value, text by code point, choices by their order in the option set. */
export function comparatorOf(type: ValueType): Compare {
  if (type.kind === 'number' || type.kind === 'duration') return compareNumbers
  if (type.kind === 'choice') return choiceOrder(type.options.codes)
  return compareTexts
}

/** Equality by type; choices are equal by code, so that codes out of use can still be found. */
export function equalityOf(type: ValueType): (a: Filled, b: Filled) => boolean {
  if (type.kind === 'number' || type.kind === 'duration') return (a, b) => compareNumbers(a, b) === 0
  return (a, b) => a === b
}

function compareNumbers(a: Filled, b: Filled): number {
  return (a as Decimal).cmp(b as Decimal)
}

/** Dates, datetimes and times have forms that order as text. */
function compareTexts(a: Filled, b: Filled): number {
  return compareCodePoints(a as string, b as string)
}

function choiceOrder(codes: readonly string[]): Compare {
  const order = new Map(codes.map((code, index) => [code, index]))
  return (a, b) => (order.get(a as string) ?? Number.NaN) - (order.get(b as string) ?? Number.NaN)
}
