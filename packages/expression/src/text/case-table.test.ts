import { expect, test } from 'vitest'
import { LOWER_CASE, UPPER_CASE } from './case-table.ts'

/** Letters of the basic planes that Unicode knew in 2021 (version 14) and that have one counterpart. */
function letters(change: (text: string) => string): [string, string][] {
  const found: [string, string][] = []
  for (let code = 0; code < 0xa7c0; code++) {
    const letter = String.fromCodePoint(code)
    const changed = change(letter)
    if (changed !== letter && Array.from(changed).length === 1) found.push([letter, changed])
  }
  return found
}

test('lower-cases every letter as Unicode does', () => {
  for (const [letter, lower] of letters((text) => text.toLowerCase())) expect(LOWER_CASE.get(letter)).toBe(lower)
  expect(LOWER_CASE.get('İ')).toBe('i')
  expect(LOWER_CASE.size).toBe(1488)
})

test('upper-cases every letter as Unicode does, and leaves those with a longer form', () => {
  for (const [letter, upper] of letters((text) => text.toUpperCase())) expect(UPPER_CASE.get(letter)).toBe(upper)
  expect(UPPER_CASE.get('ß')).toBeUndefined()
  expect(UPPER_CASE.get('ᾀ')).toBe('ᾈ')
})

test('has nothing that this runtime contradicts', () => {
  for (const [letter, lower] of LOWER_CASE) {
    if (letter.toLowerCase() !== letter && letter !== 'İ') expect(letter.toLowerCase()).toBe(lower)
  }
  for (const [letter, upper] of UPPER_CASE) {
    const actual = letter.toUpperCase()
    if (actual !== letter && Array.from(actual).length === 1) expect(actual).toBe(upper)
  }
})
