/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export type DayNumber = number

export const FIRST_DAY: DayNumber = -719_162 // 0001-01-01
export const LAST_DAY: DayNumber = 2_932_896 // 9999-12-31
export const FIRST_DATE = '0001-01-01'
export const LAST_DATE = '9999-12-31'
/** A day less at both ends, so that the date of an instant lies in the calendar in every zone. */
export const FIRST_INSTANT = '0001-01-02T00:00:00.000Z'
export const LAST_INSTANT = '9999-12-30T23:59:59.999Z'
const DAY_MS = 86_400_000

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/
const DATETIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,3}))?(Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/

export interface CivilDate {
  readonly year: number
  /** 1 to 12 */
  readonly month: number
  readonly day: number
}

/** Reads `YYYY-MM-DD`, years 1 to 9999; null when there is no such day. */
export function parseDate(text: string): string | null {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? []
  const civil = { year: Number(year), month: Number(month), day: Number(day) }
  const exists = civil.year >= 1 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1
  return exists && civil.day <= daysInMonth(civil.year, civil.month) ? text : null
}

/** Reads `HH:MM` or `HH:MM:SS`; gives the latter, or null. */
export function parseTime(text: string): string | null {
  const [, hour, minute, second = '00'] = TIME.exec(text) ?? []
  return hour === undefined ? null : `${hour}:${minute}:${second}`
}

/** Reads an ISO date and time with zone (`Z` or an offset); gives it in UTC with milliseconds, or null. */
export function parseDatetime(text: string): string | null {
  const [, date = '', clock = '', fraction = '', zone, sign, hours, minutes] = DATETIME.exec(text) ?? []
  const time = parseTime(clock)
  if (zone === undefined || time === null || parseDate(date) === null) return null
  const offset = zone === 'Z' ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const local = dayNumber(date) * DAY_MS + timeMs(time) + Number(fraction.padEnd(3, '0'))
  return formatDatetime(local - offset * 60_000)
}

function timeMs(time: string): number {
  return Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3, 5)) * 60_000 + Number(time.slice(6, 8)) * 1000
}

/** ISO text of an instant in UTC with milliseconds; null outside `FIRST_INSTANT` and `LAST_INSTANT`. */
export function formatDatetime(ms: number): string | null {
  const day = Math.floor(ms / DAY_MS)
  return day <= FIRST_DAY || day >= LAST_DAY ? null : new Date(ms).toISOString()
}

/** The parts of a valid date. */
export function civilOf(date: string): CivilDate {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** The date of these parts; a month outside 1 to 12 counts on into other years. Null outside the years 1 to 9999. */
export function dateOf({ year, month, day }: CivilDate): string | null {
  const years = year + Math.floor((month - 1) / 12)
  if (years < 1 || years > 9999) return null
  const pad = (part: number, width: number) => String(part).padStart(width, '0')
  return `${pad(years, 4)}-${pad(((((month - 1) % 12) + 12) % 12) + 1, 2)}-${pad(day, 2)}`
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The number of a valid date. */
export function dayNumber(date: string): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

/** The date of a day number; null outside the years 1 to 9999. */
export function dateOfDay(day: DayNumber): string | null {
  return day < FIRST_DAY || day > LAST_DAY ? null : new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** Monday 1 to Sunday 7. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}
