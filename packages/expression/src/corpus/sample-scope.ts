import { decimal } from '@huozi/core'
import { resolveSetting } from '../check/settings.ts'
import type { CollectionScope, FieldScope, ObjectScope, OptionSetScope, Scope } from '../scope.ts'
import { BOOLEAN, DATE, DATETIME, DURATION, listOf, NUMBER, TEXT, TIME, type ValueType } from '../types/value-type.ts'
import type { CorpusCase } from './corpus-case.ts'
import { SAMPLE_CALENDARS } from './sample-calendars.ts'

const STAGES: OptionSetScope = Object.freeze({
  name: 'stage',
  codes: ['S1', 'S2', 'S3', 'WON', 'LOST'],
  attributes: {
    probability: { type: NUMBER, values: { S1: decimal(10), S2: decimal(30), S3: decimal('62.5'), WON: decimal(100) } },
    closed: { type: BOOLEAN, values: { S1: false, S2: false, S3: false, WON: true, LOST: true } },
    advice: { type: TEXT, values: { S1: 'call', S2: 'visit', S3: 'offer' } },
  },
})

const COLORS: OptionSetScope = Object.freeze({ name: 'color', codes: ['red', 'green', 'blue'], attributes: {} })

const stage: ValueType = { kind: 'choice', options: STAGES }

function reference(object: string): ValueType {
  return { kind: 'reference', object }
}

/** The fields of the corpus' objects; references name their object. */
const OBJECTS: Readonly<Record<string, Readonly<Record<string, ValueType>>>> = {
  sample: {
    ...{ name: TEXT, note: TEXT, amount: NUMBER, rate: NUMBER, visits: NUMBER, active: BOOLEAN, flag: BOOLEAN },
    ...{ day: DATE, due: DATE, at: DATETIME, seen: DATETIME, clock: TIME, effort: DURATION, stage, previous: stage },
    tags: { kind: 'list', of: { kind: 'choice', options: COLORS } },
    scores: listOf(NUMBER),
    weights: listOf(NUMBER),
    labels: listOf(TEXT),
    days: listOf(DATE),
    people: listOf(reference('user')),
    owner: reference('user'),
    account: reference('account'),
    unit: reference('unit'),
    root: reference('unit'),
  },
  unit: { name: TEXT, above: reference('unit') },
  account: {
    ...{ name: TEXT, credit: NUMBER, stage, opened: DATE, active: BOOLEAN },
    level: { kind: 'choice', options: { name: 'level', codes: ['A', 'B', 'C'], attributes: {} } },
    owner: reference('user'),
    parent: reference('account'),
  },
  user: {
    name: TEXT,
    department: reference('department'),
    grade: NUMBER,
    zone: TEXT,
    calendar: TEXT,
    unit: reference('unit'),
  },
  department: { name: TEXT, head: reference('user') },
  line: {
    ...{ name: TEXT, note: TEXT, amount: NUMBER, visits: NUMBER, active: BOOLEAN, day: DATE, at: DATETIME, stage },
    ...{ owner: reference('user'), account: reference('account'), sample: reference('sample') },
  },
  part: { name: TEXT, amount: NUMBER, active: BOOLEAN, line: reference('line') },
  deal: { name: TEXT, amount: NUMBER, won: BOOLEAN, day: DATE, account: reference('account') },
}

/** The collections of the corpus' objects: name, the object of the records, and the field by which they refer. */
const COLLECTIONS: Readonly<Record<string, Readonly<Record<string, { readonly of: string; readonly by: string }>>>> = {
  sample: { lines: { of: 'line', by: 'sample' } },
  account: { deals: { of: 'deal', by: 'account' } },
  line: { parts: { of: 'part', by: 'line' } },
}

function objectScope(name: string): ObjectScope {
  const fields = new Map(Object.entries(OBJECTS[name] ?? {}))
  const field = (wanted: string): FieldScope | undefined => {
    const type = fields.get(wanted)
    if (type?.kind !== 'reference') return type === undefined ? undefined : { type }
    return { type, target: () => objectScope(type.object) }
  }
  const collections = new Map(Object.entries(COLLECTIONS[name] ?? {}))
  const collection = (wanted: string): CollectionScope | undefined => {
    const found = collections.get(wanted)
    return found && { object: objectScope(found.of), by: found.by }
  }
  return { name, field, fieldNames: () => fields.keys(), collection, collectionNames: () => collections.keys() }
}

/** The names the corpus and the property tests use. */
export const SAMPLE_SCOPE: Scope = Object.freeze({
  object: objectScope('sample'),
  user: objectScope('user'),
  change: true,
  variables: {
    limit: { type: NUMBER },
    period: { type: reference('account'), target: () => objectScope('account') },
  },
  roles: (name: string) => name === 'sales' || name === 'finance',
  trees: (name: string) => name === 'unit',
  calendars: { names: [...SAMPLE_CALENDARS.keys()], standard: 'cn' },
})

/** The scope of a corpus case, with what it declares beside its expression. */
export function sampleScope({ zone, calendar }: Pick<CorpusCase, 'zone' | 'calendar'>): Scope {
  const declared = {
    zone: zone === undefined ? undefined : resolveSetting('zone', zone, SAMPLE_SCOPE),
    calendar: calendar === undefined ? undefined : resolveSetting('calendar', calendar, SAMPLE_SCOPE),
  }
  return {
    ...SAMPLE_SCOPE,
    ...(declared.zone && { zone: declared.zone }),
    ...(declared.calendar && { calendar: declared.calendar }),
  }
}

/** Every path the corpus may read, with its type: the columns a database test needs. */
export const SAMPLE_PATHS: ReadonlyMap<string, ValueType> = new Map([
  ...Object.entries(OBJECTS.sample ?? {}),
  ...under('sample', 'owner'),
  ...under('sample', 'account'),
  ...under('sample', 'account', 'parent'),
])

/** A collection a corpus record may give: under which key, with which values, and the collections of its records. */
export interface SampleCollection {
  readonly key: string
  readonly paths: ReadonlyMap<string, ValueType>
  readonly collections: readonly SampleCollection[]
}

/** The collections of the sample object, in a form a database test can make tables of. */
export const SAMPLE_COLLECTIONS: readonly SampleCollection[] = [
  {
    key: 'lines',
    paths: new Map([...Object.entries(OBJECTS.line ?? {}), ...under('line', 'account')]),
    collections: [{ key: 'parts', paths: new Map(Object.entries(OBJECTS.part ?? {})), collections: [] }],
  },
  { key: 'account.deals', paths: new Map(Object.entries(OBJECTS.deal ?? {})), collections: [] },
]

function under(start: string, ...path: string[]): [string, ValueType][] {
  let object = start
  for (const segment of path) {
    const type = OBJECTS[object]?.[segment]
    if (type?.kind === 'reference') object = type.object
  }
  return Object.entries(OBJECTS[object] ?? {}).map(([name, type]) => [[...path, name].join('.'), type])
}
