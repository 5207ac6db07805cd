const FULL_WIDTH_DIGITS = /[０-９]/g
const FULL_WIDTH_OFFSET = '０'.charCodeAt(0) - '0'.charCodeAt(0)

/** What an input method or a spreadsheet may give for a number, as plain notation: full-width digits, `。`, `，`, spaces, separators. */
export function parseTypedNumber(typed: string): string {
  return typed
    .replace(FULL_WIDTH_DIGITS, (digit) => String.fromCharCode(digit.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/[。．]/g, '.')
    .replace(/[－−]/g, '-')
    .replace(/[^\d.-]/g, '')
}

/** Plain notation with separators between thousands; the digits themselves are not touched. */
export function groupDigits(plain: string): string {
  const [whole = '', fraction] = plain.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** Fills the fraction with zeros up to `scale` places; text that is no number stays as it is. */
export function padFraction(plain: string, scale: number): string {
  const [whole = '', fraction = ''] = plain.split('.')
  if (!/\d/.test(whole) || scale <= fraction.length) return plain
  return `${whole}.${fraction.padEnd(scale, '0')}`
}
