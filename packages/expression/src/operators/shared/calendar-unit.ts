import { literalWord } from '../../check/literal-argument.ts'
import { requireKind } from '../../check/signatures.ts'
import type { TypeRule } from '../../check/type-rule.ts'
import type { CallNode, TypedNode } from '../../typed-node.ts'
import {
  type CivilDate,
  civilOf,
  dateOf,
  dateOfDay,
  dayNumber,
  daysInMonth,
  LAST_DATE,
  weekdayOf,
} from '../../types/calendar.ts'
import { DATE } from '../../types/value-type.ts'

/** The stretches of the calendar a date lies in. Weeks begin on Monday. */
export const CALENDAR_UNITS = ['year', 'half', 'quarter', 'month', 'week'] as const
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

const MONTHS: Readonly<Record<Exclude<CalendarUnit, 'week'>, number>> = { year: 12, half: 6, quarter: 3, month: 1 }

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

/** The code of the unit the date lies in: `2026`, `2026-H2`, `2026-Q3`, `2026-07`, or by ISO 8601 `2026-W30`. */
export function codeOfUnit(date: string, unit: CalendarUnit): string {
  const { year, month } = civilOf(date)
  if (unit === 'week') return weekCode(dayNumber(date))
  const years = String(year).padStart(4, '0')
  return unit === 'year' ? years : `${years}-${PART_CODES[unit](month)}`
}

const PART_CODES: Readonly<Record<Exclude<CalendarUnit, 'week' | 'year'>, (month: number) => string>> = {
  half: (month) => `H${month > 6 ? 2 : 1}`,
  quarter: (month) => `Q${Math.ceil(month / 3)}`,
  month: (month) => String(month).padStart(2, '0'),
}

/** A week belongs to the year its Thursday lies in. */
function weekCode(day: number): string {
  const thursday = day - weekdayOf(day) + 4
  const { year } = civilOf(dateOfDay(thursday) ?? LAST_DATE)
  const first = dayNumber(`${String(year).padStart(4, '0')}-01-01`)
  const week = Math.floor((thursday - first) / 7) + 1
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
}
