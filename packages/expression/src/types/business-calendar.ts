import { type DayNumber, dateOfDay, dayNumber, weekdayOf } from './calendar.ts'
import { type ZoneOffsets, zoneOffsets } from './zone-offsets.ts'

/** Calendars know the days from the first to the last of these; what lies outside is blank. */
export const FIRST_CALENDAR_DATE = '2000-01-01'
export const LAST_CALENDAR_DATE = '2059-12-31'

const FIRST: DayNumber = dayNumber(FIRST_CALENDAR_DATE)
const LAST: DayNumber = dayNumber(LAST_CALENDAR_DATE)
const DAYS = LAST - FIRST + 1
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Working time within a day, in minutes from midnight on the clock of the calendar's zone; `to` is at most 1440. */
export interface WorkingSpan {
  readonly from: number
  readonly to: number
}

/** What a calendar document says, bases laid under it. */
export interface CalendarDefinition {
  /** IANA name. */
  readonly zone: string
  /** Monday to Sunday: spans in order that do not touch; none = off. */
  readonly week: readonly (readonly WorkingSpan[])[]
  /** Days that are otherwise, inclusive; a later one counts. */
  readonly exceptions: readonly { readonly from: string; readonly to: string; readonly spans: readonly WorkingSpan[] }[]
}

/** One day of a calendar as the database keeps it. */
export interface CalendarDay {
  readonly date: string
  readonly isWorking: boolean
  /** Working days from the first day of the calendar up to this one, itself included. */
  readonly workdayNo: number
  /** Working minutes before the day begins. */
  readonly minutesBefore: number
  /** Instants in milliseconds at which the day begins and the next one does. */
  readonly begins: number
  readonly until: number
  /** Working time as instants in milliseconds. */
  readonly spans: readonly { readonly from: number; readonly to: number }[]
}

/** The working days and hours of a calendar, from its document alone. Dates are those of no zone, instants milliseconds. */
export interface BusinessCalendar {
  /** Working days in (from, to]; negative when `to` is earlier; null outside the days a calendar knows. */
  workdaysBetween(from: string, to: string): number | null
  /** The `count`-th working day after a date (before, when negative); the date itself for 0; null outside. */
  addWorkdays(date: string, count: number): string | null
  /** Whole working minutes from one instant to another, cut off; negative when `to` is earlier; null outside. */
  businessMinutes(from: number, to: number): number | null
  days(): Iterable<CalendarDay>
}

/** Makes the tables of a calendar, those of hours on first use. */
export function businessCalendar(definition: CalendarDefinition): BusinessCalendar {
  const spans = spansByDay(definition)
  const workdays = countWorkdays(spans)
  let hours: readonly CalendarDay[] | undefined
  const days = () => {
    hours ??= layOut(definition.zone, spans, workdays)
    return hours
  }
  return {
    workdaysBetween: (from, to) => {
      const [a, b] = [workdays.upTo(dayNumber(from)), workdays.upTo(dayNumber(to))]
      return a === null || b === null ? null : b - a
    },
    addWorkdays: (date, count) => addWorkdays(workdays, dayNumber(date), count),
    businessMinutes: (from, to) => {
      const [a, b] = [workedUntil(days(), from), workedUntil(days(), to)]
      return a === null || b === null ? null : Math.trunc((b - a) / MINUTE_MS) || 0
    },
    days,
  }
}

type Spans = readonly WorkingSpan[]

function spansByDay({ week, exceptions }: CalendarDefinition): readonly Spans[] {
  const days = Array.from({ length: DAYS }, (_, index): Spans => week[weekdayOf(FIRST + index) - 1] ?? [])
  for (const { from, to, spans } of exceptions) {
    const last = Math.min(dayNumber(to), LAST)
    for (let day = Math.max(dayNumber(from), FIRST); day <= last; day++) days[day - FIRST] = spans
  }
  return days
}

interface Workdays {
  /** Working days up to a day, itself included; null outside. */
  upTo(day: DayNumber): number | null
  isWorking(day: DayNumber): boolean
  /** The working day of this number. */
  at(number: number): DayNumber | undefined
}

function countWorkdays(spans: readonly Spans[]): Workdays {
  const numbers = new Int32Array(DAYS)
  const working: DayNumber[] = []
  spans.forEach((ofDay, index) => {
    if (ofDay.length > 0) working.push(FIRST + index)
    numbers[index] = working.length
  })
  return {
    upTo: (day) => numbers[day - FIRST] ?? null,
    isWorking: (day) => (spans[day - FIRST]?.length ?? 0) > 0,
    at: (number) => working[number - 1],
  }
}

function addWorkdays(workdays: Workdays, day: DayNumber, count: number): string | null {
  const number = workdays.upTo(day)
  if (number === null) return null
  if (count === 0) return dateOfDay(day)
  // Going back from a day off, the working day it counts to is itself the first.
  const reached = workdays.at(number + count + (count < 0 && !workdays.isWorking(day) ? 1 : 0))
  return reached === undefined ? null : dateOfDay(reached)
}

/** The hours of all days as instants. */
function layOut(zone: string, spans: readonly Spans[], workdays: Workdays): readonly CalendarDay[] {
  const offsets = zoneOffsets(zone, (FIRST - 2) * DAY_MS, (LAST + 2) * DAY_MS)
  let minutesBefore = 0
  return spans.map((ofDay, index) => {
    const day = FIRST + index
    const made = dayOf(offsets, day, ofDay)
    const laidOut: CalendarDay = {
      ...made,
      date: dateOfDay(day) ?? '',
      isWorking: ofDay.length > 0,
      workdayNo: workdays.upTo(day) ?? 0,
      minutesBefore,
    }
    minutesBefore += made.spans.reduce((sum, span) => sum + (span.to - span.from) / MINUTE_MS, 0)
    return laidOut
  })
}

/** Clocks that skip or repeat an hour make a span shorter or longer. */
function dayOf(offsets: ZoneOffsets, day: DayNumber, spans: Spans): Pick<CalendarDay, 'begins' | 'until' | 'spans'> {
  const instant = (minute: number) => offsets.instantOf(day * DAY_MS + minute * MINUTE_MS)
  const [begins, until] = [instant(0), instant(24 * 60)]
  const within = spans.map((span) => ({
    from: Math.max(instant(span.from), begins),
    to: Math.min(instant(span.to), until),
  }))
  return { begins, until, spans: within.filter(({ from, to }) => from < to) }
}

/** Working milliseconds from the first day of the calendar to an instant; null outside its days. */
function workedUntil(days: readonly CalendarDay[], ms: number): number | null {
  let [low, high] = [0, days.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((days[middle]?.begins ?? 0) <= ms) low = middle
    else high = middle
  }
  const day = days[low]
  if (day === undefined || ms < day.begins || ms >= day.until) return null
  const today = day.spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(ms, to) - from), 0)
  return day.minutesBefore * MINUTE_MS + today
}
