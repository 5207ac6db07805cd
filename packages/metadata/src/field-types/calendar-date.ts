const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?(?:Z|[+-](\d{2}):(\d{2}))$/

/** True for a day that exists, written `YYYY-MM-DD`, of the years 1 to 9999. */
export function isCalendarDate(text: string): boolean {
  const match = DATE.exec(text)
  if (match === null) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** True for an instant with its zone, to the millisecond, written as RFC 3339 has it (seconds may be left out). */
export function isInstant(text: string): boolean {
  const match = INSTANT.exec(text)
  if (match === null || !isCalendarDate(match[1] ?? '')) return false
  const [hour, minute, second, zoneHour, zoneMinute] = match.slice(2).map((part) => Number(part ?? 0))
  const isTime = (hour ?? 0) < 24 && (minute ?? 0) < 60 && (second ?? 0) < 60
  return isTime && (zoneHour ?? 0) < 24 && (zoneMinute ?? 0) < 60 && isStorable(text)
}

/** A zone offset may move an instant of the first or last day out of the years that can be stored. */
function isStorable(instant: string): boolean {
  const year = new Date(instant).getUTCFullYear()
  return year >= 1 && year <= 9999
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return isLeap ? 29 : 28
}
