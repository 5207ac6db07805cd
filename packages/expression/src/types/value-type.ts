import type { OptionSetScope } from '../scope.ts'

/**
 * The type of an expression or of a field. `blank` is the type of the literal only: every type contains the blank value.
 * A number may say how many digits its values have before (`whole`) and after (`scale`) the point; without them 20 and
 * 10 are assumed when the checker adds up digits.
 */
export type ValueType =
  | { readonly kind: 'text' }
  | NumberType
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'datetime' }
  | { readonly kind: 'time' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'blank' }
  | ChoiceType
  | { readonly kind: 'reference'; readonly object: string }
  | ListType

export interface NumberType {
  readonly kind: 'number'
  readonly whole?: number
  readonly scale?: number
}

export interface ChoiceType {
  readonly kind: 'choice'
  readonly options: OptionSetScope
}

export interface ListType {
  readonly kind: 'list'
  readonly of: ValueType
}

export type ValueKind = ValueType['kind']

export const TEXT: ValueType = Object.freeze({ kind: 'text' })
export const NUMBER: NumberType = Object.freeze({ kind: 'number' })
export const BOOLEAN: ValueType = Object.freeze({ kind: 'boolean' })
export const DATE: ValueType = Object.freeze({ kind: 'date' })
export const DATETIME: ValueType = Object.freeze({ kind: 'datetime' })
export const TIME: ValueType = Object.freeze({ kind: 'time' })
export const DURATION: ValueType = Object.freeze({ kind: 'duration' })
export const BLANK: ValueType = Object.freeze({ kind: 'blank' })

/** True when values of both types may stand for each other; digits of numbers do not matter. */
export function isSameType(a: ValueType, b: ValueType): boolean {
  if (a.kind === 'choice' && b.kind === 'choice') return a.options.name === b.options.name
  if (a.kind === 'reference' && b.kind === 'reference') return a.object === b.object
  if (a.kind === 'list' && b.kind === 'list') return isSameType(a.of, b.of)
  return a.kind === b.kind
}

/** The notation of a type in messages and in the reference, the same in every language: `number`, `choice(lib_status)`. */
export function describeType(type: ValueType): string {
  if (type.kind === 'choice') return `choice(${type.options.name})`
  if (type.kind === 'reference') return `reference(${type.object})`
  if (type.kind === 'list') return `list(${describeType(type.of)})`
  return type.kind
}
