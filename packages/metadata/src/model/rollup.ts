import { canonicalJson, type Json, MODEL_INCONSISTENT, pointingTo, refuse } from '@huozi/core'
import {
  type AttributeScope,
  dependenceOf,
  fieldsOf,
  parseAggregate,
  parseExpression,
  type TypedExpression,
  toJsonLogic,
  type ValueType,
} from '@huozi/expression'
import type { ExpressionSource } from '../documents/document.ts'
import type { RollupDocument } from '../documents/object-document.ts'
import type { ColumnSpec } from '../field-types/field-type.ts'
import { lazy } from './lazy.ts'
import type { CollectionModel, FieldModel, Model, ObjectModel } from './model.ts'
import { type DeclaredSettings, recordScope } from './record-scope.ts'

/** Why a roll-up is computed whenever it is read instead of being kept. */
export type OnReadReason =
  /** It reads the time, the user or a calendar: it changes without a record being written. */
  | 'context'
  /** It reads behind a reference, or other records than those of the collection. */
  | 'hop'
  /** It reads what is itself computed on read. */
  | 'computed'
  /** Nothing smaller than all values gives the aggregate, or its values have no order a column could keep. */
  | 'aggregate'

/** What a kept column holds of the records of the collection. */
export type RollupKeeping = 'sum' | 'count' | 'min' | 'max' | 'fresh'

/** A column a stored roll-up is kept in; blank or zero until records come. */
export interface RollupColumn {
  /** Physical name. */
  readonly name: string
  readonly spec: ColumnSpec
  /** `sum`, `count`: moved by differences. `min`, `max`: moved unless the extreme goes. `fresh`: computed again each time. */
  readonly keeps: RollupKeeping
  /** The column's value, over the record that has the roll-up. */
  readonly expression: TypedExpression
}

/** A value told of the records of a collection. */
export interface RollupModel {
  readonly collection: CollectionModel
  readonly aggregate: string
  /** Computed of each record of the collection; null where the records themselves count. */
  readonly value: TypedExpression | null
  /** Which records count; null for all. */
  readonly where: TypedExpression | null
  /** The same as one expression over the record that has it. */
  readonly expression: TypedExpression
  /** Null when it is stored: kept in {@link columns}, in the transaction that changes its source. */
  readonly onRead: OnReadReason | null
  /** Empty when it is computed on read. */
  readonly columns: readonly RollupColumn[]
  /** 0 when it reads no stored roll-up, else one more than the deepest of those it reads. */
  readonly depth: number
  /** Everything its stored value depends on: another definition makes the kept values worthless. */
  readonly definition: string
}

/** Where a roll-up stands. */
export interface RollupHome {
  readonly object: ObjectModel
  readonly model: Model
  /** Physical name of the field. */
  readonly physical: string
  /** Type of the field. */
  readonly type: ValueType
  readonly declared: DeclaredSettings
}

/** Compiles the roll-up of a field. Throws the refusals of its expressions, each pointing into the roll-up. */
export function compileRollup(document: RollupDocument, home: RollupHome): RollupModel {
  const { collection, value, where } = rollupParts(document, home)
  const parts = { collection: document.relation, value: document.value ?? null, condition: document.where ?? null }
  const scope = recordScope(home.model, home.object, { declared: home.declared })
  const of = (aggregate: string, value = parts.value, condition = parts.condition) =>
    parseAggregate({ ...parts, aggregate, value, condition }, scope)
  const expression = parseAggregate({ ...parts, aggregate: document.aggregate }, scope, { expect: home.type })
  const read = { collection, aggregate: document.aggregate, value, where, expression }
  // Roll-ups may read each other in a circle: that is found by their expressions, before anyone asks how they are kept.
  const onRead = lazy(() => ({ reason: onReadReason(read) }))
  const columns = lazy(() =>
    Object.freeze(onRead().reason === null ? keptColumns(document.aggregate, { home, of, value, where }) : []),
  )
  const depth = lazy(() => (onRead().reason === null ? depthOf(read) : 0))
  const definition = lazy(() => definitionOf(read))
  return Object.freeze({
    ...read,
    get onRead() {
      return onRead().reason
    },
    get columns() {
      return columns()
    },
    get depth() {
      return depth()
    },
    get definition() {
      return definition()
    },
  })
}

type RollupRead = Pick<RollupModel, 'collection' | 'aggregate' | 'value' | 'where' | 'expression'>

/** The parts by themselves, over a record of the collection: what is wrong in one points to it. */
export function rollupParts(
  { relation, value, where }: RollupDocument,
  { object, model, declared }: Pick<RollupHome, 'object' | 'model' | 'declared'>,
): Pick<RollupModel, 'collection' | 'value' | 'where'> {
  const collection =
    object.collection(relation) ??
    refuse(MODEL_INCONSISTENT, { what: `collection ${object.name}.${relation}`, expected: 'a known one' })
  const outer = recordScope(model, object, { declared })
  const scope = { ...outer, object: collection.object, outer }
  const inner = value === undefined ? null : pointingTo('/value', () => parseExpression(value, scope))
  const condition =
    where === undefined ? null : pointingTo('/where', () => parseExpression(where, scope, { expect: 'boolean' }))
  return { collection, value: inner, where: condition }
}

/** Aggregates that can be kept, and what is kept of them. */
const KEPT: { readonly [aggregate: string]: readonly RollupKeeping[] | undefined } = {
  count: ['count'],
  sum: ['sum'],
  avg: ['sum', 'count'],
  min: ['min'],
  max: ['max'],
  first: ['fresh'],
  last: ['fresh'],
}

/** Types of values whose order in a column is their order in expressions. */
const ORDERED: ReadonlySet<string> = new Set(['number', 'duration', 'date', 'datetime'])

function onReadReason({ collection, aggregate, value, where }: RollupRead): OnReadReason | null {
  const keeps = KEPT[aggregate]
  const isExtreme = keeps?.some((kind) => kind === 'min' || kind === 'max') === true
  const kind = value?.type.kind
  if (keeps === undefined || (kind !== undefined && !(kind in COLUMN_OF))) return 'aggregate'
  if (isExtreme && !ORDERED.has(kind ?? '')) return 'aggregate'
  for (const expression of [value, where]) {
    const reason = expression === null ? null : readingReason(expression, collection.object, new Set())
    if (reason !== null) return reason
  }
  return null
}

/** Why a value of a record cannot be had from its row alone; null when it can. */
function readingReason(
  expression: TypedExpression,
  object: ObjectModel,
  seen: Set<TypedExpression>,
): OnReadReason | null {
  if (seen.has(expression)) return null
  seen.add(expression)
  const { context, others } = dependenceOf(expression)
  if (context) return 'context'
  if (others) return 'hop'
  for (const { path } of fieldsOf(expression)) {
    if (path.length > 1) return 'hop'
    const reason = fieldReason(object.field(path[0] ?? ''), object, seen)
    if (reason !== null) return reason
  }
  return null
}

function fieldReason(
  field: FieldModel | undefined,
  object: ObjectModel,
  seen: Set<TypedExpression>,
): OnReadReason | null {
  if (field === undefined) return 'computed'
  if (field.rollup !== null) return field.rollup.onRead === null ? null : 'computed'
  return field.formula === null ? null : readingReason(field.formula, object, seen)
}

interface Keeping {
  readonly home: RollupHome
  /** An aggregate of the collection, with the roll-up's value and condition unless given. */
  readonly of: (
    aggregate: string,
    value?: ExpressionSource | null,
    condition?: ExpressionSource | null,
  ) => TypedExpression
  readonly value: TypedExpression | null
  readonly where: TypedExpression | null
}

function keptColumns(aggregate: string, keeping: Keeping): RollupColumn[] {
  return (KEPT[aggregate] ?? []).map((keeps) =>
    Object.freeze({
      name: `${keeping.home.physical}__${keeps}`,
      spec: Object.freeze(specs[keeps](keeping)),
      keeps,
      expression: expressions[keeps](aggregate, keeping),
    }),
  )
}

const specs: { readonly [K in RollupKeeping]: (keeping: Keeping) => ColumnSpec } = {
  sum: () => ({ kind: 'decimal' }),
  count: () => ({ kind: 'integer' }),
  min: (keeping) => specOf(keeping),
  max: (keeping) => specOf(keeping),
  fresh: (keeping) => specOf(keeping),
}

const COLUMN_OF: { readonly [kind: string]: ColumnSpec['kind'] | undefined } = {
  number: 'decimal',
  duration: 'decimal',
  date: 'date',
  datetime: 'timestamp',
  boolean: 'boolean',
  reference: 'uuid',
  text: 'text',
  choice: 'text',
}

/** Figures are kept as exact as they come: the field's own scale is for display. */
function specOf({ value }: Keeping): ColumnSpec {
  const kind = COLUMN_OF[value?.type.kind ?? ''] ?? 'decimal'
  return (kind === 'text' ? { kind, folded: false } : { kind }) as ColumnSpec
}

const expressions: {
  readonly [K in RollupKeeping]: (aggregate: string, keeping: Keeping) => TypedExpression
} = {
  sum: (_, { of }) => of('sum'),
  // An average is kept as what it is made of, and counts the values that are not blank.
  count: (aggregate, { of, value, where }) => (aggregate === 'count' ? of('count') : countFilled(of, where, value)),
  min: (_, { of }) => of('min'),
  max: (_, { of }) => of('max'),
  fresh: (aggregate, { of }) => of(aggregate),
}

/** How many records of the collection that count have a value. */
function countFilled(of: Keeping['of'], where: TypedExpression | null, value: TypedExpression | null): TypedExpression {
  const filled = value === null ? [] : [{ not: [{ is_blank: [toJsonLogic(value)] }] }]
  return of('count', null, { and: [...(where === null ? [true] : [toJsonLogic(where)]), ...filled] })
}

/** The stored roll-ups of the collection's records that it reads, also by way of their formulas. */
function depthOf({ collection, value, where }: RollupRead): number {
  const depths = fieldsRead(collection.object, [value, where]).flatMap(({ rollup }) =>
    rollup === null ? [] : rollup.depth + 1,
  )
  return Math.max(0, ...depths)
}

/** The fields of a record that expressions over it read, with those their formulas read. */
function fieldsRead(object: ObjectModel, expressions: readonly (TypedExpression | null)[]): readonly FieldModel[] {
  const found = new Set<FieldModel>()
  const waiting = expressions.filter((expression) => expression !== null)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { path } of fieldsOf(next)) {
      const field = path.length === 1 ? object.field(path[0] ?? '') : undefined
      if (field === undefined || found.has(field)) continue
      found.add(field)
      if (field.formula !== null && field.rollup === null) waiting.push(field.formula)
    }
  }
  return [...found]
}

/** The order and attributes of choices decide what comparing them and asking for an attribute give. */
function definitionOf({ collection, aggregate, value, where }: RollupRead): string {
  const read = fieldsRead(collection.object, [value, where])
  const formulas = read.map(({ id, formula }) => [id, formula === null ? null : toJsonLogic(formula)])
  const choices = read.flatMap(({ optionSet }) =>
    optionSet === null ? [] : [[optionSet.codes, Object.entries(optionSet.attributes).map(attributeOf)]],
  )
  const logic = [value, where].map((expression) => (expression === null ? null : toJsonLogic(expression)))
  return canonicalJson([aggregate, collection.field.id, logic, formulas, choices] as unknown as Json)
}

function attributeOf([name, { values }]: readonly [string, AttributeScope]): Json {
  return [name, Object.entries(values).map(([code, value]) => [code, String(value)])]
}
