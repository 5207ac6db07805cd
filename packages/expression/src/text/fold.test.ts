import { expect, test } from 'vitest'
import { fold, lowerCase, upperCase } from './fold.ts'

test.each([
  ['ＡＢＣ１２３', 'abc123'],
  ['Straße', 'straße'],
  ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
  ['İstanbul', 'istanbul'],
  ['㈱华为', '(株)华为'],
  ['ﬁne', 'fine'],
  ['𐐀', '𐐨'],
])('folds %s to %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('maps case letter by letter', () => {
  expect(lowerCase('ÀÉ DŽ')).toBe('àé dž')
  expect(upperCase('àé ß ŉ')).toBe('ÀÉ ß ŉ')
})
