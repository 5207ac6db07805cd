import { dateOfDay, FIRST_INSTANT, formatDatetime, LAST_INSTANT } from './calendar.ts'

const EARLIEST = Date.parse(FIRST_INSTANT)
const LATEST = Date.parse(LAST_INSTANT)

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar date of an instant (milliseconds) in an IANA zone. */
export function dateInZone(ms: number, zone: string): string | null {
  return dateOfDay(Math.floor((ms + offsetAt(ms, zone)) / 86_400_000))
}

/**
 * The instant at which a date begins in a zone. When clocks skip midnight, the first moment after the gap is meant; when
 * they repeat it, the second one: as Postgres reads a local time.
 */
export function midnightInZone(date: string, zone: string): string | null {
  const local = Date.parse(`${date}T00:00:00Z`)
  const before = offsetAt(local - 86_400_000, zone)
  const after = offsetAt(local + 86_400_000, zone)
  const isAfterValid = offsetAt(local - after, zone) === after
  return formatDatetime(local - (isAfterValid ? after : before))
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds; at the ends of the calendar, as just inside. */
export function offsetAt(ms: number, zone: string): number {
  const inside = Math.floor(Math.min(Math.max(ms, EARLIEST), LATEST) / 1000) * 1000
  const parts = new Map(
    formatOf(zone)
      .formatToParts(inside)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  const local = new Date(0)
  // Unlike Date.UTC, this takes the years 1 to 99 as they are.
  local.setUTCFullYear(part('year'), part('month') - 1, part('day'))
  local.setUTCHours(part('hour'), part('minute'), part('second'))
  return local.getTime() - inside
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const numeric = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-hc-h23', { ...numeric, timeZone: zone })
  formats.set(zone, made)
  return made
}

const known = new Map<string, boolean>()

/** True for the name of a zone in the tz database, in its own spelling. */
export function isZone(name: string): boolean {
  const found = known.get(name)
  if (found !== undefined) return found
  const isKnown = name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)
  if (name.length <= 60 && known.size < 10_000) known.set(name, isKnown)
  return isKnown
}
