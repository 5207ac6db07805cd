import Big from 'big.js'

/**
 * Exact decimals. `+ − ×` are exact; division gives 20 decimal places, rounded half up away from zero
 * (`mechanisms.md` §7, the same as `round(a * 1.0… / b, 20)` in Postgres). Never a binary float.
 */
const Decimal = Big()
Decimal.DP = 20
Decimal.RM = Decimal.roundHalfUp
Decimal.NE = -1_000_000
Decimal.PE = 1_000_000
Decimal.strict = false

export type Decimal = Big
export const ZERO: Decimal = new Decimal(0)
/** More digits than this are refused: no real figure has them and arithmetic on them is slow. */
export const MAX_DIGITS = 200

const PATTERN = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** Reads plain decimal notation (no exponent, at most 200 digits); null when the text is not a decimal. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > MAX_DIGITS + 2 || !PATTERN.test(text)) return null
  // the library does not know the plus sign
  return new Decimal(text.startsWith('+') ? text.slice(1) : text)
}

/** A decimal from an integer or a number whose shortest notation is exact for the caller's purpose. */
export function decimal(value: number | string | Decimal): Decimal {
  return new Decimal(value)
}

/** Plain notation without exponent and without trailing zeros: the form of decimals in answers. */
export function formatDecimal(value: Decimal): string {
  const text = value.toFixed()
  return text === '-0' ? '0' : text
}

/** Rounds half up, away from zero, to `places` decimals (may be negative: −3 rounds to thousands). */
export function roundDecimal(value: Decimal, places: number): Decimal {
  return value.round(places, Decimal.roundHalfUp)
}

export function isDecimal(value: unknown): value is Decimal {
  return value instanceof Decimal
}
