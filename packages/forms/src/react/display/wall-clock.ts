/** What a clock on the wall in `zone` shows at an instant: `2026-11-22T09:02:03`. */
export function wallClock(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(instant))
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]))
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`
}

/**
 * The instant at which a clock in `zone` shows `wall`, as ISO text in UTC. A time that the change to summer time skips
 * gives the instant one hour later on the clock; one that occurs twice gives the first.
 */
export function instantOf(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall}Z`)
  const earlier = asUtc - offsetAt(asUtc - DAY, zone)
  const later = asUtc - offsetAt(asUtc + DAY, zone)
  const shows = (instant: number) => Date.parse(`${wallClock(new Date(instant).toISOString(), zone)}Z`) === asUtc
  const fitting = [earlier, later].filter(shows)
  return new Date(fitting.length > 0 ? Math.min(...fitting) : earlier).toISOString()
}

const DAY = 86_400_000

function offsetAt(instant: number, zone: string): number {
  const seconds = Math.floor(instant / 1000) * 1000
  return Date.parse(`${wallClock(new Date(seconds).toISOString(), zone)}Z`) - seconds
}
