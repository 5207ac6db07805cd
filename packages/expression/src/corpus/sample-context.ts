import { decimal, type Json } from '@huozi/core'
import type { EvaluationContext, PathSource, ValueSource } from '../evaluate/frame.ts'
import type { Value } from '../types/value.ts'
import { valueFromJson } from '../types/value-json.ts'
import type { CorpusCase } from './corpus-case.ts'
import { sampleCalendar } from './sample-calendars.ts'
import { SAMPLE_COLLECTIONS, SAMPLE_PATHS, type SampleCollection } from './sample-scope.ts'
import { SAMPLE_TREE, SAMPLE_UNITS } from './sample-units.ts'

const ME = new Map<string, Value>([
  ['name', '李雷'],
  ['department', '01920000-0000-7000-8000-0000000000d1'],
  ['grade', decimal(3)],
  ['unit', SAMPLE_UNITS.EAST],
])

const VARIABLES = new Map<string, Value>([
  ['limit', decimal(1000)],
  ['period', '01920000-0000-7000-8000-0000000000c1'],
  ['period.credit', decimal('12.5')],
])

/** What the corpus is evaluated with: a fixed instant, Shanghai, a user who is in sales. */
export const SAMPLE_CONTEXT: EvaluationContext = Object.freeze({
  now: Date.parse('2026-11-22T01:02:03.456Z'),
  zone: 'Asia/Shanghai',
  me: { id: '01920000-0000-7000-8000-00000000000a', ...source(ME) },
  calendars: sampleCalendar,
  isUnder: (record: string, ancestor: string) =>
    SAMPLE_TREE.some((pair) => pair.descendant === record && pair.ancestor === ancestor),
  hasRole: (name: string) => name === 'sales',
  variables: source(VARIABLES),
})

function source(values: ReadonlyMap<string, Value>): PathSource {
  return { get: (path) => values.get(path.join('.')) ?? null }
}

/** The objects a corpus record may hold: its own, and those of its collections. */
export type SampleObject = Pick<SampleCollection, 'paths' | 'collections'>

export const SAMPLE_OBJECT: SampleObject = { paths: SAMPLE_PATHS, collections: SAMPLE_COLLECTIONS }

/** The values of a corpus record by path; its collections are {@link sampleChildren}. */
export function sampleValues(record: CorpusCase['record'], object = SAMPLE_OBJECT): ReadonlyMap<string, Value> {
  const entries = Object.entries(record ?? {}) as [string, Json][]
  const keys = new Set(object.collections.map(({ key }) => key))
  return new Map(
    entries.filter(([path]) => !keys.has(path)).map(([path, json]) => [path, sampleValue(path, json, object)]),
  )
}

/** The records a corpus record gives in a collection, in the order they were created. */
export function sampleChildren(record: CorpusCase['record'], { key }: SampleCollection): readonly SampleRecord[] {
  return (record?.[key] ?? []) as unknown as readonly SampleRecord[]
}

type SampleRecord = Readonly<Record<string, Json>>

function sampleValue(path: string, json: Json, { paths }: SampleObject): Value {
  const type = paths.get(path)
  if (type === undefined) throw new Error(`the sample has no ${path}`)
  return valueFromJson(type, json)
}

/** A record with the records of its collections, as rules are given them. */
function withChildren(record: CorpusCase['record'], object: SampleObject): PathSource {
  return {
    ...source(sampleValues(record, object)),
    collection: (path) => {
      const of = object.collections.find(({ key }) => key === path.join('.'))
      return of && sampleChildren(record, of).map((child) => withChildren(child, of))
    },
  }
}

/** The record of a corpus case; without `old` it is new. */
export function sampleRecord({ record, old }: Pick<CorpusCase, 'record' | 'old'>): ValueSource {
  const current = withChildren(record, SAMPLE_OBJECT)
  return old === undefined ? { ...current, isNew: true } : { ...current, old: source(sampleValues(old)), isNew: false }
}
