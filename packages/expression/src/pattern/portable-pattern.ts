import type { CharacterRange, Pattern } from './parse-pattern.ts'

/**
 * The pattern as an "advanced" POSIX regular expression, which is what Postgres reads: every character as an escape and
 * every set spelled out, so that no locale and no flag of the database changes its meaning.
 */
export function portablePattern(pattern: Pattern): string {
  if (pattern.kind === 'start') return '^'
  if (pattern.kind === 'end') return '$'
  if (pattern.kind === 'characters') return `[${pattern.ranges.map(rangeText).join('')}]`
  if (pattern.kind === 'sequence') return pattern.parts.map(portablePattern).join('')
  if (pattern.kind === 'choice') return `(?:${pattern.parts.map(portablePattern).join('|')})`
  const { of, min, max } = pattern
  return `(?:${portablePattern(of)}){${min},${max ?? ''}}`
}

function rangeText([first, last]: CharacterRange): string {
  return first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`
}

function escaped(point: number): string {
  return `\\U${point.toString(16).padStart(8, '0')}`
}
