/** The characters `trim` takes away: everything Unicode calls white space. */
export const WHITE_SPACE =
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'

/** How many characters (code points) a text has. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** The text without white space at both ends. */
export function trimSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && WHITE_SPACE.includes(text.charAt(start))) start += 1
  while (end > start && WHITE_SPACE.includes(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** The first so many characters. */
export function firstCharacters(text: string, count: number): string {
  if (count >= text.length) return text
  return Array.from(text.slice(0, count * 2))
    .slice(0, count)
    .join('')
}

/** The last so many characters. */
export function lastCharacters(text: string, count: number): string {
  if (count >= text.length) return text
  const end = text.slice(Math.max(0, text.length - count * 2))
  return Array.from(end).slice(-count).join('')
}
