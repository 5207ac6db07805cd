import type { ColumnSpec, FieldModel, Model, ObjectModel } from '@huozi/metadata'
import { companionColumns } from '../field-storage/companion-columns.ts'
import { foldedColumn, keepsFoldedCopy } from '../field-storage/folded-copy.ts'

import { STARTS_AT_ZERO } from '../rollup/rollup-columns.ts'

/** What a published version promises to be in the database. Names are physical. */
export interface PhysicalSchema {
  readonly tables: readonly PhysicalTable[]
}

export interface PhysicalTable {
  readonly identity: number
  readonly name: string
  readonly columns: readonly PhysicalColumn[]
  readonly indexes: readonly PhysicalIndex[]
  readonly guards: readonly PhysicalGuard[]
}

export interface PhysicalColumn {
  readonly identity: number
  readonly name: string
  readonly spec: ColumnSpec
  /** Table a foreign key points to. */
  readonly references: string | null
  /** What it keeps of the records of a collection; absent for what people write. */
  readonly keeps?: KeptFigure
}

/** A figure the writers of other records keep (mechanisms.md §5). */
export interface KeptFigure {
  /** Table of those records. */
  readonly source: string
  /** What the figure depends on besides them: with another definition it has to be computed anew. */
  readonly definition: string
  readonly startsAtZero: boolean
}

export interface PhysicalIndex {
  readonly identity: number
  readonly name: string
  readonly unique: boolean
  readonly columns: readonly string[]
}

/** A trigger that keeps a promise between the rows of a table. */
export interface PhysicalGuard {
  /** Identity of the object. */
  readonly identity: number
  /** Says everything the guard is made of: another guard has another name. */
  readonly name: string
  readonly kind: 'tree' | 'dates'
  /** `tree`: the parent. `dates`: first day, last day, then the key. */
  readonly columns: readonly string[]
}

/** Postgres cuts identifiers at 63 bytes; names are made of ASCII only. */
const MAX_IDENTIFIER = 63

/** The tables, columns and indexes a model needs. Pure: the same model gives the same schema. */
export function physicalSchema(model: Model): PhysicalSchema {
  return { tables: Array.from(model.objects.values(), (object) => physicalTable(object)) }
}

function physicalTable(object: ObjectModel): PhysicalTable {
  const stored = object.fields.filter((field) => field.column !== null)
  return {
    identity: object.id,
    name: object.table,
    columns: [...stored.flatMap((field) => physicalColumns(object, field)), ...object.fields.flatMap(keptColumns)],
    indexes: [...keyIndexes(object), ...referenceIndexes(object, stored), ...ownerIndex(object)],
    guards: guardsOf(object),
  }
}

function guardsOf(object: ObjectModel): PhysicalGuard[] {
  const { tree, effectiveDated } = object
  return [
    ...(tree === null ? [] : [guard(object, 'tree', [tree])]),
    ...(effectiveDated === null
      ? []
      : [guard(object, 'dates', [effectiveDated.from, effectiveDated.to, ...effectiveDated.key])]),
  ]
}

function guard(object: ObjectModel, kind: PhysicalGuard['kind'], fields: readonly FieldModel[]): PhysicalGuard {
  const columns = fields.map((field) => field.column?.name ?? '')
  return { identity: object.id, name: derivedName('g', kind, object.table, ...columns), kind, columns }
}

function physicalColumns(object: ObjectModel, field: FieldModel): PhysicalColumn[] {
  const column = field.column
  if (column === null) return []
  const target = field.target()
  const main: PhysicalColumn = {
    identity: field.id,
    name: column.name,
    spec: column.spec,
    // The server itself sets the references of the system fields; keys on them would only make the rows of busy users contended.
    references: field.system ? null : (target?.table ?? null),
  }
  const beside = companionColumns(object, field).map(({ name, spec }) => ({
    identity: field.id,
    name,
    spec,
    references: null,
  }))
  return [main, ...beside]
}

function keptColumns({ id, rollup }: FieldModel): PhysicalColumn[] {
  if (rollup === null) return []
  return rollup.columns.map(({ name, spec, keeps }) => ({
    identity: id,
    name,
    spec,
    references: null,
    keeps: {
      source: rollup.collection.object.table,
      definition: rollup.definition,
      startsAtZero: STARTS_AT_ZERO.has(keeps),
    },
  }))
}

/** The server draws the value from a counter. */
export function isNumbered(field: FieldModel): boolean {
  return field.fieldType.generated === true && !field.system
}

function keyIndexes(object: ObjectModel): PhysicalIndex[] {
  const columns = (fields: readonly FieldModel[]) => fields.map((field) => keyColumn(object, field))
  const unique = object.unique.map((key) => ({
    identity: key.id,
    name: key.physical,
    unique: true,
    columns: columns(key.fields),
  }))
  const plain = object.indexes.map((index) => ({
    identity: index.id,
    name: index.physical,
    unique: false,
    columns: index.fields.map((field) => field.column?.name ?? ''),
  }))
  return [...unique, ...plain]
}

/** The column a unique key compares: text keys ignore case and width. */
export function keyColumn(object: ObjectModel, field: FieldModel): string {
  const name = field.column?.name ?? ''
  return keepsFoldedCopy(object, field) ? foldedColumn(name) : name
}

function referenceIndexes(object: ObjectModel, fields: readonly FieldModel[]): PhysicalIndex[] {
  return fields
    .filter((field) => !field.system && (field.target() !== undefined || field.targets.length > 0))
    .map((field) => index(object, field.id, [field.column?.name ?? '']))
}

/** Serves the commonest list of a normal user: own records, newest first. */
function ownerIndex(object: ObjectModel): PhysicalIndex[] {
  const owner = object.owned ? object.field('owner') : undefined
  return owner === undefined ? [] : [index(object, owner.id, ['owner', 'id'])]
}

function index(object: ObjectModel, identity: number, columns: readonly string[]): PhysicalIndex {
  return { identity, name: derivedName('i', object.table, ...columns), unique: false, columns }
}

/** A name made of others; cut with a hash of the whole when it would be too long. */
export function derivedName(prefix: string, ...parts: readonly string[]): string {
  const name = [prefix, ...parts].join('_')
  return name.length <= MAX_IDENTIFIER ? name : `${name.slice(0, MAX_IDENTIFIER - 9)}_${fnv1a(name)}`
}

/** 32-bit FNV-1a in hexadecimal: short, stable, only to keep cut names apart. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
