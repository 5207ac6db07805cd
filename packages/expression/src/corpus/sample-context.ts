import { decimal, type Json } from '@huozi/core'
import type { EvaluationContext, PathSource, ValueSource } from '../evaluate/frame.ts'
import type { Value } from '../types/value.ts'
import { valueFromJson } from '../types/value-json.ts'
import type { CorpusCase } from './corpus-case.ts'
import { SAMPLE_PATHS } from './sample-scope.ts'

const ME = new Map<string, Value>([
  ['name', '李雷'],
  ['department', '01920000-0000-7000-8000-0000000000d1'],
  ['grade', decimal(3)],
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
  hasRole: (name: string) => name === 'sales',
  variables: source(VARIABLES),
})

function source(values: ReadonlyMap<string, Value>): PathSource {
  return { get: (path) => values.get(path.join('.')) ?? null }
}

/** The values of a corpus record by path. */
export function sampleValues(record: CorpusCase['record']): ReadonlyMap<string, Value> {
  const entries = Object.entries(record ?? {}) as [string, Json][]
  return new Map(entries.map(([path, json]) => [path, sampleValue(path, json)]))
}

function sampleValue(path: string, json: Json): Value {
  const type = SAMPLE_PATHS.get(path)
  if (type === undefined) throw new Error(`the sample has no ${path}`)
  return valueFromJson(type, json)
}

/** The record of a corpus case; without `old` it is new. */
export function sampleRecord({ record, old }: Pick<CorpusCase, 'record' | 'old'>): ValueSource {
  const current = source(sampleValues(record))
  return old === undefined ? { ...current, isNew: true } : { ...current, old: source(sampleValues(old)), isNew: false }
}
