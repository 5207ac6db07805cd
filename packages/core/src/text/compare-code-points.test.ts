import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCodePoints } from './compare-code-points.ts'

test('orders like the list of code points', () => {
  const points = (text: string) => Array.from(text, (char) => char.codePointAt(0) ?? 0)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const [left, right] = [points(a), points(b)]
      const index = left.findIndex((point, at) => point !== right[at])
      const expected =
        index < 0 ? left.length - right.length : index >= right.length ? 1 : (left[index] ?? 0) - (right[index] ?? 0)
      expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(expected))
    }),
  )
})
