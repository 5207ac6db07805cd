/** Where the present comes from. Never read the machine's clock elsewhere. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock for tests: stands still until told otherwise. */
export function fixedClock(start: string | number): Clock & { set(instant: string | number): void } {
  let current = new Date(start).getTime()
  return {
    now: () => current,
    set: (instant) => {
      current = new Date(instant).getTime()
    },
  }
}
