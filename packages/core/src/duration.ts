import { type Decimal, decimal } from './decimal.ts'

/** Seconds of the units a length of time is written in. Months and working time differ from case to case and are none. */
const UNITS: { readonly [unit: string]: number } = { w: 604_800, d: 86_400, h: 3_600, min: 60, s: 1 }

const LARGEST = decimal(10).pow(30)
const PART = /(-?\d{1,40}(?:\.\d{1,40})?)\s*(min|[wdhs])\s*/y

/** Reads a length of time such as `90min` or `1h 30min` as seconds; null for anything else. */
export function parseDuration(text: string): Decimal | null {
  const trimmed = text.trim()
  let seconds: Decimal | null = null
  PART.lastIndex = 0
  while (PART.lastIndex < trimmed.length) {
    const [, digits, unit = ''] = PART.exec(trimmed) ?? []
    if (digits === undefined) return null
    seconds = (seconds ?? decimal(0)).plus(decimal(digits).times(UNITS[unit] ?? 0))
  }
  return seconds === null || seconds.abs().gt(LARGEST) ? null : seconds
}
