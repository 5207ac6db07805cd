import type { OptionSetScope } from '../scope.ts'

/**
 * The type of an expression or of a field. `blank` is the type of the literal only: every type contains the blank value.
 * A number or duration may say how many digits its values have before (`whole`) and after (`scale`) the point; without them 20 and
 * 10 are assumed when the checker adds up digits.
 */
export type ValueType =
  | { readonly kind: 'text' }
  | NumberType
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'datetime' }
  | { readonly kind: 'time' }
  | DurationType
  | { readonly kind: 'blank' }
  /** A JSON document: expressions may only ask whether it is blank or has changed. */
  | { readonly kind: 'json' }
  | ChoiceType
  | { readonly kind: 'reference'; readonly object: string }
  | ListType

export interface NumberType {
  readonly kind: 'number'
  readonly whole?: number
  readonly scale?: number
}

/** Seconds, as an exact decimal. */
export interface DurationType {
  readonly kind: 'duration'
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
export const DURATION: DurationType = Object.freeze({ kind: 'duration' })
export const BLANK: ValueType = Object.freeze({ kind: 'blank' })

/** The type of lists of these values. */
export function listOf(of: ValueType): ListType {
  return Object.freeze({ kind: 'list', of })
}

/** True when values of both types may stand for each other; digits of numbers do not matter. */
export function isSameType(a: ValueType, b: ValueType): boolean {
  if (a.kind === 'choice' && b.kind === 'choice') return a.options.name === b.options.name
  if (a.kind === 'reference' && b.kind === 'reference') return a.object === b.object
  if (a.kind === 'list' && b.kind === 'list') return isSameType(a.of, b.of)
  return a.kind === b.kind
}

/** True when what is written may still be read as another type: text as a date or code, blank as anything, and lists of these. */
export function isOpen(type: ValueType): boolean {
  if (type.kind === 'list') return isOpen(type.of)
  return type.kind === 'text' || type.kind === 'blank'
}

/** The notation of a type in messages and in the reference, the same in every language: `number`, `choice(lib_status)`. */
export function describeType(type: ValueType): string {
  if (type.kind === 'choice') return `choice(${type.options.name})`
  if (type.kind === 'reference') return `reference(${type.object})`
  if (type.kind === 'list') return `list(${describeType(type.of)})`
  return type.kind
}
