import type { FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { rowCondition } from '../query/compile-read.ts'
import { checkedRead, HEAD_COLUMNS, headMatches } from '../query/head-check.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation, type RowRule, type RowRules } from '../query/relation.ts'
import { wireReader } from '../query/wire-value.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'
import { parameterType } from './columns.ts'

/** A value behind references, with the field that types it. */
export interface ParentValue {
  readonly path: readonly string[]
  readonly field: FieldModel
  readonly value: StoredValue
}

/** What the rules of a write need to know of the record as it stands. */
export interface CurrentRecord {
  /** Stored values by field name. */
  readonly values: ReadonlyMap<string, StoredValue>
  readonly parents: readonly ParentValue[]
}

export interface CompiledCurrent {
  readonly statement: Statement
  /** Null when there is no such row for the reader. */
  readonly read: (row: Row) => CurrentRecord | null
}

/** Compiles reading the stored values of one record (slot `id`) and the values behind its references, if `rule` lets the reader see it. */
export function compileCurrent(
  target: ReadTarget,
  paths: readonly (readonly string[])[],
  rule: RowRule,
): CompiledCurrent {
  const { schema, object } = target
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const stored = object.fields.filter((field) => field.column !== null)
  const columns = [...stored.map((field) => relation.stored(field)), ...paths.map((path) => relation.value(path))]
  const condition = rowCondition(rule, relation)
  const body = sql`select ${named(columns)} from ${sql.id(schema, object.table)} as t${relation.joins()}
    where ${headMatches('h')} and t.id = ${slot('id', 'uuid')} and t.deleted_at is null and ${condition}`
  const ends = paths.map((path) => ({ path, field: relation.fieldAt(path) }))
  return {
    statement: compileStatement(checkedRead(schema, body), { salt: target.version }),
    read: (row) => {
      if (row[HEAD_COLUMNS] === null) return null
      const at = HEAD_COLUMNS + stored.length
      return {
        values: new Map(stored.map((field, index) => [field.name, readStored(field, row[HEAD_COLUMNS + index])])),
        parents: readParents(ends, row, at),
      }
    },
  }
}

/** Holds a record (slot `id`) against other writers until the transaction ends, whoever may see it. */
export function compileLockRecord(schema: SchemaName, object: ObjectModel): Statement {
  return compileStatement(
    sql`select 1 from ${sql.id(schema, object.table)} where id = ${slot('id', 'uuid')} for no key update`,
  )
}

/** How the values behind references are read. */
export interface ParentRules {
  /** Rows that are seen behind references. */
  readonly rules: RowRules
  /** References to prove: their targets must be live rows of `seen`. */
  readonly given: readonly FieldModel[]
  readonly seen: RowRules
}

export interface CompiledParents {
  readonly statement: Statement
  readonly read: (row: Row) => readonly ParentValue[]
  /** Given references that lead to nothing their writer may see. */
  readonly broken: (row: Row) => readonly FieldModel[]
}

/** Compiles reading the values behind the references of a record that is not stored yet. Slots: the columns of its references. */
export function compileParents(
  target: ReadTarget,
  paths: readonly (readonly string[])[],
  { rules, given, seen }: ParentRules,
): CompiledParents {
  const { schema, object } = target
  const references = object.fields.filter((field) => field.column !== null && field.target() !== undefined)
  const relation = new Relation({ ...target, alias: 't', rules })
  const proofs = given.map((field) => provenReference(target, field, seen))
  const columns = [...paths.map((path) => relation.value(path)), ...proofs]
  const values = references.map(
    ({ column }) =>
      sql`${slot(column?.name ?? '', column === null ? 'uuid' : parameterType(column.spec))} as ${sql.id(column?.name ?? '')}`,
  )
  const body = sql`select ${named(columns)} from (select ${sql.join(values)}) as t${relation.joins()} where ${headMatches('h')}`
  const ends = paths.map((path) => ({ path, field: relation.fieldAt(path) }))
  return {
    statement: compileStatement(checkedRead(schema, body), { salt: target.version }),
    read: (row) => readParents(ends, row, HEAD_COLUMNS),
    broken: (row) => given.filter((_, index) => row[HEAD_COLUMNS + paths.length + index] === 'f'),
  }
}

function provenReference({ schema, filling }: ReadTarget, field: FieldModel, seen: RowRules): RawBuilder<unknown> {
  const target = field.target()
  if (target === undefined) throw new Error(`Not a reference: ${field.object}.${field.name}`)
  const relation = new Relation({ schema, filling, object: target, alias: 'p', rules: EVERY_ROW })
  const condition = rowCondition(seen(target), relation)
  const wanted = sql.id('t', field.column?.name ?? '')
  return sql`(${wanted} is null or exists (select 1 from ${sql.id(schema, target.table)} as p${relation.joins()}
    where p.id = ${wanted} and p.deleted_at is null and ${condition}))`
}

function named(columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(columns.map((column, index) => sql`${column} as ${sql.id(`c${index}`)}`))
}

function readParents(ends: readonly Omit<ParentValue, 'value'>[], row: Row, at: number): readonly ParentValue[] {
  return ends.map((end, index) => ({ ...end, value: readValue(end.field, row[at + index]) }))
}

function readStored(field: FieldModel, text: string | null | undefined): StoredValue {
  return text === null || text === undefined ? null : (wireReader(field)(text) as StoredValue)
}

/** A value as expressions see it: of some kinds that is their plain text, of a reference to several objects its id. */
function readValue(field: FieldModel, text: string | null | undefined): StoredValue {
  const isText = field.fieldType.plainText !== undefined || field.targets.length > 0
  return isText ? (text ?? null) : readStored(field, text)
}
