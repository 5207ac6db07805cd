import type { BusinessCalendar } from '../types/business-calendar.ts'
import type { Value } from '../types/value.ts'
import type { Fuel } from './fuel.ts'

/** Where the values of paths come from. A missing record on the way gives blank. */
export interface PathSource {
  get(path: readonly string[]): Value
  /** The records of a collection in the order they were created; undefined where they are not loaded. */
  collection?(path: readonly string[]): readonly PathSource[] | undefined
}

/** The record an expression is evaluated for. `old` is absent when the record is new or is not being changed. */
export interface ValueSource extends PathSource {
  readonly old?: PathSource
  readonly isNew?: boolean
}

/** What an expression may know besides the record. Nothing is read from the machine. */
export interface EvaluationContext {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number
  /** IANA name of the zone that decides which day it is. */
  readonly zone: string
  /** The user; null when the system acts. `get` reads the user's own fields. */
  readonly me: (PathSource & { readonly id: string }) | null
  hasRole(name: string): boolean
  /** Calendars by name; absent where they are not loaded. */
  readonly calendars?: (name: string) => BusinessCalendar | undefined
  /** Whether a record lies under another of its tree or is that one; absent where no trees are loaded. */
  readonly isUnder?: (record: string, ancestor: string) => boolean
  /** Variables of the rule; the first segment is the name without the dollar sign. */
  readonly variables?: PathSource
}

/** What every closure is given. */
export interface Frame {
  readonly record: ValueSource
  /** In a condition over a collection: the record next outwards, and the outermost. */
  readonly outer?: PathSource
  readonly outermost?: PathSource
  readonly context: EvaluationContext
  readonly fuel: Fuel
  /** What `$item` is, inside an operator that goes through a list. */
  readonly item?: Value
}
