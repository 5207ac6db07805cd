import { literalWord } from '../../check/literal-argument.ts'
import { requireKind } from '../../check/signatures.ts'
import type { TypeRule } from '../../check/type-rule.ts'
import type { CallNode, TypedNode } from '../../typed-node.ts'
import { type CivilDate, civilOf, dateOf, dateOfDay, dayNumber, daysInMonth, weekdayOf } from '../../types/calendar.ts'
import { DATE } from '../../types/value-type.ts'

/** The stretches of the calendar a date lies in. Weeks begin on Monday. */
export const CALENDAR_UNITS = ['year', 'quarter', 'month', 'week'] as const
export type CalendarUnit = (typeof CALENDAR_UNITS)[number]

/** A date and, written, a unit. */
export const calendarUnitType: TypeRule = ({ args }) => {
  const [date, unit] = args as [TypedNode, TypedNode]
  literalWord(unit, CALENDAR_UNITS)
  return { type: DATE, args: [requireKind(date, 'date'), unit] }
}

/** The unit of a checked call. */
export function unitOf({ args }: CallNode): CalendarUnit {
  const unit = args[1]
  return unit === undefined ? 'month' : literalWord(unit, CALENDAR_UNITS)
}

const MONTHS: Readonly<Record<Exclude<CalendarUnit, 'week'>, number>> = { year: 12, quarter: 3, month: 1 }

/** The first day of the unit the date lies in. */
export function startOfUnit(date: string, unit: CalendarUnit): string | null {
  if (unit === 'week') return dateOfDay(dayNumber(date) - weekdayOf(dayNumber(date)) + 1)
  return dateOf(firstMonth(date, MONTHS[unit]))
}

/** The last day of the unit the date lies in; null when that is outside the calendar. */
export function endOfUnit(date: string, unit: CalendarUnit): string | null {
  if (unit === 'week') return dateOfDay(dayNumber(date) - weekdayOf(dayNumber(date)) + 7)
  const { year, month } = firstMonth(date, MONTHS[unit])
  const last = month + MONTHS[unit] - 1
  return dateOf({ year, month: last, day: daysInMonth(year, last) })
}

function firstMonth(date: string, months: number): CivilDate {
  const { year, month } = civilOf(date)
  return { year, month: month - ((month - 1) % months), day: 1 }
}
