import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePattern } from './compile-pattern.ts'
import { PatternError, parsePattern } from './parse-pattern.ts'

const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '华', '\\.', '[a-c\\d]', '(?:ab|)')
const pattern = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small' },
    atom,
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,3}'))
      .map(([of, count]) => `(${of})${count}`),
    tie('pattern').map((of) => `^${of}`),
    tie('pattern').map((of) => `(${of})$`),
  ),
})).pattern
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', '华', '\n', ' '), maxLength: 12 })

test('finds what the regular expressions of JavaScript find', () => {
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 3, maxLength: 6 }), (source, texts) => {
      const matcher = compilePattern(parsePattern(source))
      // `$` without the m flag and `.` without the s flag mean what ours do; u makes characters code points.
      for (const of of texts)
        expect(matcher.test(of), `${source} in ${JSON.stringify(of)}`).toBe(new RegExp(source, 'u').test(of))
    }),
    { numRuns: 3000 },
  )
})

test.each([
  ['(a+)+$', 'a'],
  ['(a|a)*b', 'a'],
  ['(a*)*b', 'a'],
  ['(a|aa)+$', 'a'],
  ['(.*a){20}$', 'a'],
  ['(x+x+)+y', 'x'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
  ['[ab]*a[ab]{30}c', 'ab'],
])('%s takes linear time', (source, piece) => {
  const matcher = compilePattern(parsePattern(source))
  const took = (length: number) => {
    const of = `${piece.repeat(length / piece.length)}!`
    const start = performance.now()
    expect(matcher.test(of)).toBe(false)
    return performance.now() - start
  }
  took(1000)
  expect(took(20_000)).toBeLessThan(250)
})

test.each([
  '(',
  ')',
  'a)',
  '[',
  '[a',
  '[]',
  '[z-a]',
  '[a-\\d]',
  '*',
  '+a',
  'a**',
  'a+?',
  'a{',
  'a{2',
  'a{3,1}',
  'a{101}',
  'a{}',
])('does not read %j', (source) => {
  expect(() => parsePattern(source)).toThrow(PatternError)
})

test.each([
  '\\',
  '\\1',
  '\\b',
  '\\p{L}',
  '(?=a)',
  '(?!a)',
  '(?<n>a)',
  '^*',
  '$+',
  `${'('.repeat(60)}${')'.repeat(60)}`,
])('does not read %j', (source) => {
  expect(() => parsePattern(source)).toThrow(PatternError)
})

test('says where a pattern stops making sense, and what would', () => {
  const refusal = (source: string) => {
    try {
      parsePattern(source)
    } catch (error) {
      return error instanceof PatternError ? `${error.found}: ${error.message}` : ''
    }
    return ''
  }
  expect(refusal('ab**')).toBe('*: a single repetition')
  expect(refusal('(a|b')).toBe('the end: )')
  expect(refusal('a(?=b)')).toBe('=b): ( or (?:')
})
