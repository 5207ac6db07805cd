import type { Text } from '@huozi/core'
import type { Document } from './document.ts'

/** Working days and hours (`metadata-syntax.md` §11). */
export interface CalendarDocument extends Document {
  readonly kind: 'calendar'
  /** IANA name; that of the base when left out. */
  readonly zone?: string
  /** Holds where an expression declares no calendar. */
  readonly standard?: boolean
  /** Spans such as `09:00-18:00` by day of the week; a day left out is off, or as in the base. */
  readonly week?: { readonly [day: string]: readonly string[] }
  readonly days?: readonly CalendarDayDocument[]
  /** Calendar that holds where this one says nothing. */
  readonly basedOn?: string
}

/** A day, or the days from one to another, that are otherwise; a later entry counts. */
export interface CalendarDayDocument {
  readonly name: string
  readonly date?: string
  readonly from?: string
  readonly to?: string
  /** False: off. True: the hours of that day of the week, of the first working day where it is off. Or spans. */
  readonly work: boolean | readonly string[]
  readonly label?: Text
}

/** Days of the week as documents call them, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
