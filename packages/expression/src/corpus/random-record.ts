import type { Json } from '@huozi/core'
import type { ValueType } from '../types/value-type.ts'
import type { Choose } from './random-expression.ts'
import { SAMPLE_OBJECT, type SampleObject } from './sample-context.ts'
import { SAMPLE_UNITS } from './sample-units.ts'

const ME = '01920000-0000-7000-8000-00000000000a'
const OTHER = '01920000-0000-7000-8000-00000000000b'

/** Few values, so that two fields are often the same; they also stand among the leaves of random expressions. */
const COMMON: Readonly<Record<string, readonly Json[]>> = {
  number: ['1', '2.50', '7', '0', '-3'],
  text: ['a', 'Ab', '华为'],
  date: ['2024-02-29', '2026-11-22'],
  datetime: ['2026-01-31T16:00:00.000Z', '2026-11-22T01:02:03.456Z'],
}

/** Values at the edges of each kind; blank is drawn besides. */
const POOLS: Readonly<Record<string, readonly Json[]>> = {
  number: [
    ...['0', '1', '-1', '2.5', '2.50', '0.005', '-2.345', '3', '7', '100', '99999999999999.99', '0.5', '-0.5'],
    ...['0.00000000000000000001', '12345678901234567890.123456789', '-99999999999999999999'],
  ],
  text: [
    ...['a', 'A', 'abc', 'ABC', '华为技术', 'ＡＢＣ', '  x ', '   ', 'größe', 'GRÖSSE', '10%', 'a_b', 'İstanbul', '𐐀𐐨'],
    ...['\u3000t\u00a0', 'e\u0301', 'ǅ', '\uff5e', '\u{20000}x', 'ΣΊΣΥΦΟΣ', "it's", 'a\\b', '㈱', 'x'.repeat(300)],
  ],
  boolean: [true, false],
  date: [
    '2026-01-31',
    '2026-02-28',
    '2024-02-29',
    '2026-11-22',
    '0001-01-01',
    '9999-12-31',
    '1999-12-31',
    '2026-03-01',
  ],
  datetime: [
    ...['2026-01-31T15:59:59.999Z', '2026-01-31T16:00:00.000Z', '2026-11-22T01:02:03.456Z'],
    ...['0001-01-02T00:00:00.000Z', '9999-12-30T23:59:59.999Z', '1988-06-01T12:00:00.000Z'],
  ],
  time: ['00:00:00', '08:30:00', '23:59:59'],
  duration: ['0', '1.5', '3600'],
  reference: [ME, OTHER],
}

const INTEGERS: readonly Json[] = [0, 1, 2, 7, -5, 2_147_483_647]

/** A record of the sample object, some fields blank; a blank reference has nothing behind it. */
export function randomRecord(choose: Choose, object = SAMPLE_OBJECT): Readonly<Record<string, Json>> {
  const entries = [...object.paths].map(([path, type]) => [path, randomValue(path, type, choose)] as const)
  const values = new Map(entries)
  const isThere = (path: string) => path.split('.').every((_, depth, all) => depth === 0 || isSet(all.slice(0, depth)))
  const isSet = (path: readonly string[]) => values.get(path.join('.')) !== null
  const children = randomChildren(choose, object).filter(([key]) => isThere(key))
  return Object.fromEntries([...entries.filter(([path, value]) => value !== null && isThere(path)), ...children])
}

const MOST_CHILDREN = 4

function randomChildren(choose: Choose, { collections }: SampleObject): [string, Json][] {
  return collections.map((of) => [
    of.key,
    Array.from({ length: choose(MOST_CHILDREN) }, () => randomRecord(choose, of)),
  ])
}

function randomValue(path: string, type: ValueType, choose: Choose): Json {
  const luck = choose(8)
  if (luck === 0) return null
  if (type.kind === 'choice') return pick(type.options.codes, choose)
  if (type.kind === 'list') return randomList(type.of, choose)
  if (type.kind === 'reference' && type.object === 'unit') return pick(Object.values(SAMPLE_UNITS), choose)
  if (path === 'visits') return pick(INTEGERS, choose)
  return pick((luck < 5 ? COMMON[type.kind] : undefined) ?? POOLS[type.kind] ?? [], choose)
}

/** One to five items; the same one may come twice, but no choice does. */
function randomList(of: ValueType, choose: Choose): Json {
  if (of.kind === 'choice') return of.options.codes.slice(choose(of.options.codes.length))
  const pool = [...(COMMON[of.kind] ?? []), ...(POOLS[of.kind] ?? [])]
  return Array.from({ length: 1 + choose(5) }, () => pick(pool, choose))
}

function pick(from: readonly Json[], choose: Choose): Json {
  return from[choose(from.length)] ?? null
}
