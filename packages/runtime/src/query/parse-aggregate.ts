import {
  AGGREGATE_TYPE,
  FIELD_NOT_GROUPABLE,
  isJsonObject,
  type Json,
  type JsonObject,
  jsonPointer,
  pointingTo,
  REQUEST_SHAPE,
  REQUEST_TOO_BROAD,
  refuse,
} from '@huozi/core'
import type { AggregateFunction, AggregatePlan, GroupKey, Measure } from '@huozi/database'
import { type FieldScope, NUMBER, parseExpression, type Scope, type TypedExpression } from '@huozi/expression'
import { type FieldModel, type ObjectModel, recordScope } from '@huozi/metadata'
import type { View } from '../view/view.ts'
import { orderOf } from './parse-sort.ts'

/** Names, figures and orders a request may ask for. */
const MAX_KEYS = 5
const MAX_MEASURES = 20

/** What figures and conditions may be called: a name the language can read. */
const NAME = /^[a-z][a-zA-Z0-9_]{0,62}$/
const PATH = /^[a-z_]\w*(\.[a-z_]\w*)*$/i
const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const

/** An object as the reader's expressions may name it. */
export interface ReadScope {
  readonly view: View
  readonly object: ObjectModel
  readonly scope: Scope
}

/**
 * Parses `["stage", {"value": "closed_at", "by": "month", "name": "month"}]`: expressions, by their text or by a name.
 * Throws REQUEST_SHAPE, REQUEST_TOO_BROAD, FIELD_NOT_GROUPABLE, EXPRESSION_… .
 */
export function parseKeys(input: Json | undefined, reading: ReadScope): readonly GroupKey[] {
  if (input === undefined || input === null) return []
  if (!Array.isArray(input)) return refuse(REQUEST_SHAPE, { expected: 'a list of expressions' }, '')
  const items: readonly Json[] = input
  if (items.length > MAX_KEYS) refuse(REQUEST_TOO_BROAD, { what: 'groupBy', maximum: MAX_KEYS }, '')
  return items.map((item, at) => pointingTo(jsonPointer([String(at)]), () => parseKey(item, reading)))
}

function parseKey(item: Json, reading: ReadScope): GroupKey {
  const given = typeof item === 'string' ? { value: item } : item
  if (!isJsonObject(given) || typeof given.value !== 'string') {
    return refuse(REQUEST_SHAPE, { expected: 'an expression, or {"value", "by"?, "name"?}' }, '')
  }
  refuseOthers(given, ['value', 'by', 'name'])
  const unit = given.by ?? null
  const name = given.name ?? given.value
  if (given.name !== undefined && !isName(name)) refuseName('/name')
  const whole = pointingTo('/value', () => parseExpression(given.value as string, reading.scope))
  if (unit !== null) return { name: String(name), value: bucket(given.value, unit, reading), ...BY_DATE }
  return { name: String(name), value: whole, ...shapeOf(given.value, whole, reading) }
}

const BY_DATE: Pick<GroupKey, 'field' | 'label' | 'order'> = {
  field: null,
  label: null,
  order: { kind: 'value', sqlType: 'date' },
}

/** The first day of the period, by the tenant's zone and with weeks from Monday, as expressions have it. */
function bucket(value: string, unit: Json, { scope }: ReadScope): TypedExpression {
  const known = UNITS.find((candidate) => candidate === unit)
  if (known === undefined) return refuse(REQUEST_SHAPE, { expected: `one of ${UNITS.join(', ')}` }, '/by')
  const text = known === 'day' ? `date(${value})` : `start_of(date(${value}), '${known}')`
  return pointingTo('/value', () => parseExpression(text, scope, { expect: 'date' }))
}

function shapeOf(text: string, value: TypedExpression, { object, view }: ReadScope): Omit<GroupKey, 'name' | 'value'> {
  const path = text.trim().split('.')
  const field = PATH.test(text.trim()) ? fieldAt(object, path) : undefined
  const order = orderOf(value.type)
  const fits = field === undefined ? value.type.kind !== 'reference' : field.fieldType.sortable && isPlain(field)
  if (order === undefined || fits !== true) return refuse(FIELD_NOT_GROUPABLE, { field: text.slice(0, 200) }, '/value')
  const target = field?.target()
  const isNamed = target !== undefined && view.access.can(target, 'read') && view.access.canRead(target, target.title)
  return isNamed
    ? { field: field ?? null, label: [...path, target.title.name], order: { kind: 'text' } }
    : { field: field ?? null, label: null, order }
}

function fieldAt(object: ObjectModel, path: readonly string[]): FieldModel | undefined {
  let at: ObjectModel | undefined = object
  for (const name of path.slice(0, -1)) at = at?.field(name)?.target()
  return at?.field(path.at(-1) ?? '')
}

function isPlain({ targets }: FieldModel): boolean {
  return targets.length === 0
}

type Kinds = ReadonlySet<string>
const NUMBERS: Kinds = new Set(['number', 'duration'])
const ORDERED: Kinds = new Set(['number', 'duration', 'date', 'datetime', 'time', 'text'])
const COMPARED: Kinds = new Set([...ORDERED, 'boolean', 'choice', 'reference'])
const ANY: Kinds = new Set([...COMPARED, 'list', 'json'])

/** The types each function takes. */
const TAKES: { readonly [K in AggregateFunction]: Kinds } = {
  count: ANY,
  countDistinct: COMPARED,
  sum: NUMBERS,
  avg: NUMBERS,
  min: ORDERED,
  max: ORDERED,
}
const FUNCTIONS = Object.keys(TAKES) as readonly AggregateFunction[]

/**
 * Parses `{"total": {"sum": "amount"}, "n": {"count": null}}`.
 * Throws REQUEST_SHAPE, REQUEST_TOO_BROAD, AGGREGATE_TYPE, EXPRESSION_… .
 */
export function parseMeasures(input: Json | undefined, reading: ReadScope): readonly Measure[] {
  if (!isJsonObject(input) || Object.keys(input).length === 0) {
    return refuse(REQUEST_SHAPE, { expected: 'figures by their names: {"total": {"sum": "…"}}' }, '')
  }
  const entries = Object.entries(input)
  if (entries.length > MAX_MEASURES) refuse(REQUEST_TOO_BROAD, { what: 'measures', maximum: MAX_MEASURES }, '')
  return entries.map(([name, item]) => pointingTo(jsonPointer([name]), () => parseMeasure(name, item, reading)))
}

function parseMeasure(name: string, item: Json | undefined, { scope }: ReadScope): Measure {
  if (!isName(name)) return refuseName('')
  const [entry, ...more] = isJsonObject(item) ? Object.entries(item) : []
  const compute = FUNCTIONS.find((candidate) => candidate === entry?.[0])
  const given = entry?.[1]
  const isMeant = typeof given === 'string' || (compute === 'count' && given === null)
  if (compute === undefined || more.length > 0 || !isMeant) {
    return refuse(REQUEST_SHAPE, { expected: `{"${FUNCTIONS.join('" | "')}": expression}; null counts records` }, '')
  }
  if (typeof given !== 'string') return { name, compute, value: null, type: NUMBER }
  const at = jsonPointer([compute])
  const value = pointingTo(at, () => parseExpression(given, scope))
  const allowed = TAKES[compute]
  if (!allowed.has(value.type.kind)) refuse(AGGREGATE_TYPE, { name: compute, allowed: [...allowed] }, at)
  return { name, compute, value, type: compute.startsWith('count') ? NUMBER : figureType(value) }
}

/** Figures have more digits than what they are made of. */
function figureType({ type }: TypedExpression): Measure['type'] {
  return type.kind === 'number' || type.kind === 'duration' ? { kind: type.kind } : type
}

/** The condition over figures: nothing but their names is known to it. */
export function parseHaving(
  having: string | JsonObject | undefined,
  measures: readonly Measure[],
  view: View,
): AggregatePlan['having'] {
  if (having === undefined || having === '') return null
  const fields = new Map(measures.map(({ name, type }): [string, FieldScope] => [name, { type }]))
  const object = { name: 'figures', field: (name: string) => fields.get(name), fieldNames: () => fields.keys() }
  const { user: _, ...scope } = recordScope(view.model, null)
  return parseExpression(having, { ...scope, object }, { expect: 'boolean' })
}

/** Parses `-total,stage`: names of keys and figures. Throws REQUEST_SHAPE, REQUEST_TOO_BROAD. */
export function parseOrder(text: string | undefined, names: readonly string[]): AggregatePlan['sort'] {
  if (text === undefined || text.trim() === '') return []
  const asked = text.split(',').map((key) => key.trim())
  if (asked.length > MAX_KEYS) refuse(REQUEST_TOO_BROAD, { what: 'sort', maximum: MAX_KEYS }, '')
  return asked.map((key) => {
    const descending = key.startsWith('-')
    const name = descending ? key.slice(1) : key
    if (!names.includes(name)) refuse(REQUEST_SHAPE, { expected: `one of ${names.join(', ')}` }, '')
    return { name, descending }
  })
}

function isName(name: Json | undefined): boolean {
  return typeof name === 'string' && NAME.test(name)
}

function refuseName(at: '' | '/name'): never {
  return refuse(REQUEST_SHAPE, { expected: 'a name of letters, digits and _, beginning with a small letter' }, at)
}

function refuseOthers(given: JsonObject, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) refuse(REQUEST_SHAPE, { expected: `one of ${known.join(', ')}` }, jsonPointer([key]))
  }
}
