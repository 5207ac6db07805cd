import { offsetAt } from './zone.ts'

const WEEK_MS = 7 * 86_400_000
const MINUTE_MS = 60_000

/** The offsets of a zone between two instants, found once: asking the zone itself costs a thousand times more. */
export interface ZoneOffsets {
  /** How far the clocks are ahead of UTC, in milliseconds. */
  at(ms: number): number
  /** The instant of a local time given in milliseconds as if it were UTC; in a gap or an overlap as Postgres reads it. */
  instantOf(local: number): number
}

interface Change {
  readonly from: number
  readonly offset: number
}

/** Looks at the zone once a week and, where it changed, for the minute it did. `first` and `last` are milliseconds. */
export function zoneOffsets(zone: string, first: number, last: number): ZoneOffsets {
  const changes: Change[] = [{ from: Number.NEGATIVE_INFINITY, offset: offsetAt(first, zone) }]
  for (let from = first; from < last; from += WEEK_MS) {
    const until = Math.min(from + WEEK_MS, last)
    const offset = offsetAt(until, zone)
    if (offset !== changes.at(-1)?.offset) changes.push({ from: minuteOfChange(zone, from, until), offset })
  }
  const at = (ms: number) => changes[lastBefore(changes, ms)]?.offset ?? 0
  const instantOf = (local: number) => {
    const after = at(local + 86_400_000)
    return at(local - after) === after ? local - after : local - at(local - 86_400_000)
  }
  return { at, instantOf }
}

function minuteOfChange(zone: string, from: number, until: number): number {
  const before = offsetAt(from, zone)
  let [low, high] = [Math.floor(from / MINUTE_MS), Math.ceil(until / MINUTE_MS)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle * MINUTE_MS, zone) === before) low = middle
    else high = middle
  }
  return high * MINUTE_MS
}

function lastBefore(changes: readonly Change[], ms: number): number {
  let [low, high] = [0, changes.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((changes[middle]?.from ?? 0) <= ms) low = middle
    else high = middle
  }
  return low
}
