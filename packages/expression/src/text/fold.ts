import { type CaseTable, LOWER_CASE, UPPER_CASE } from './case-table.ts'

const ASCII = /^[\0-\x7f]*$/

/**
 * The form in which texts are equal when they differ only in case or width: Unicode NFKC, then simple lower-casing by
 * the shipped table. `contains`, `starts_with` and case-insensitive uniqueness compare it; store it for speed.
 */
export function fold(text: string): string {
  return lowerCase(ASCII.test(text) ? text : text.normalize('NFKC'))
}

/** Lower case, letter by letter, by the shipped table. */
export function lowerCase(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : mapLetters(text, LOWER_CASE)
}

/** Upper case, letter by letter, by the shipped table: `ß` stays as it is. */
export function upperCase(text: string): string {
  return ASCII.test(text) ? text.toUpperCase() : mapLetters(text, UPPER_CASE)
}

function mapLetters(text: string, table: CaseTable): string {
  let mapped = ''
  for (const letter of text) mapped += table.get(letter) ?? letter
  return mapped
}
