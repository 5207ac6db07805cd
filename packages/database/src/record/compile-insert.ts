import type { FieldModel, UniqueModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { holdFileCtes } from '../file/file-ctes.ts'
import { rowCondition } from '../query/compile-read.ts'
import { HEAD_COLUMNS, headMatches } from '../query/head-check.ts'
import { type PresentedRecord, projectFields, type Selection } from '../query/projection.ts'
import type { ReaderRights, ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation } from '../query/relation.ts'
import { compileStatement, type Statement } from '../statement/statement.ts'
import { writtenColumns } from './columns.ts'
import { eventCtes, type WriteTarget } from './journal.ts'
import {
  type CheckedReference,
  checkedReferences,
  type ReferenceFault,
  referenceCtes,
  referenceFault,
  referencesHold,
} from './references.ts'
import {
  compileKeyLock,
  type KeyLock,
  keysAreFree,
  readTakenKey,
  takenColumns,
  takenKeysCte,
  type UnfinishedKey,
  unfinishedKeys,
} from './unfinished-keys.ts'

/** A compiled write of one record. */
export interface CompiledWrite {
  readonly statement: Statement
  /** The record as its writer may read it; null when nothing was written. */
  readonly read: (row: Row) => PresentedRecord | null
  /** References whose target is missing, invisible or none that may be chosen, when nothing was written. */
  readonly brokenReferences: (row: Row) => readonly BrokenReference[]
  /** To be run before the statement, in one transaction with it; null when indexes keep every key. */
  readonly lock: KeyLock | null
  /** The key without an index that another record has, when nothing was written. */
  readonly takenKey: (row: Row) => UniqueModel | null
}

/** A reference that does not hold, and why. */
export interface BrokenReference {
  readonly field: FieldModel
  readonly fault: ReferenceFault
}

/** What a write may do and show, beside what it writes. */
export interface WriteRights extends ReaderRights {
  /** Rule the row must meet after the write. */
  readonly written: ReaderRights['rows']
}

/**
 * Compiles creating one record as one statement: the row, its event if anybody waits for it, and the record as the writer may read it.
 * Nothing is stored unless head, references and the create rule hold. Slots: every stored column, `version`, `epoch`, `at`, `actor`, `depth`.
 */
export function compileInsert(target: WriteTarget, select: readonly Selection[], rights: WriteRights): CompiledWrite {
  const { schema, object } = target
  const columns = object.fields.flatMap((field) => writtenColumns(object, field))
  const references = checkedReferences(object.fields.filter((field) => !field.system || field.name === 'owner'))
  const proposed = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const rule = rowCondition(rights.written, proposed)
  const names = sql.join(columns.map(({ name }) => sql.id(name)))
  const values = sql.join(columns.map(({ name, value }) => sql`${value} as ${sql.id(name)}`))
  const kept = sql.join(columns.map(({ name }) => sql.id('t', name)))
  const keys = unfinishedKeys(target, object.fields)
  const from = sql`n as t${proposed.joins()}`
  const allowed = sql`${referencesHold(references, 't')} and ${rule}`
  const journal = { schema, object, event: 'created', now: 'w', before: null, modelVersion: target.version } as const
  const ctes = [
    sql`h as materialized (select version, access_epoch from ${sql.id(schema, '_head')})`,
    sql`n as materialized (select ${values} from h where ${headMatches('h')})`,
    ...referenceCtes(target, references, { from: 'n', rules: rights.rules }),
    ...takenKeysCte(target, keys, { from, allowed }),
    sql`w as (insert into ${sql.id(schema, object.table)} (${names})
      select ${kept} from ${from} where ${allowed} and ${keysAreFree(keys)} returning *)`,
    ...holdFileCtes(target, object.fields, false),
    ...eventCtes(target, journal, sql`w`),
  ]
  return finishWrite(target, { ctes, references, keys, select, rights })
}

interface WriteParts {
  readonly ctes: readonly RawBuilder<unknown>[]
  readonly references: readonly CheckedReference[]
  readonly keys: readonly UnfinishedKey[]
  readonly select: readonly Selection[]
  readonly rights: ReaderRights
}

/** Adds the answer to the CTEs of a write: head, one flag per reference and unfinished key, then the written record (CTE `w`) as its writer may read it. */
export function finishWrite(target: ReadTarget, { ctes, references, keys, select, rights }: WriteParts): CompiledWrite {
  const shown = new Relation({ ...target, alias: 't', rules: rights.rules })
  const projection = projectFields(shown, select, rights.visible)
  const columns = sql.join(projection.columns.map((column, index) => sql`${column} as ${sql.id(`c${index}`)}`))
  const flags = references.map((reference) => sql`, (select ${referenceFault(reference, 'n')} from n)`)
  const answer = sql`select h.version, h.access_epoch${sql.join([...flags, ...takenColumns(keys)], sql``)}, c.* from h left join lateral (select ${columns} from w as t${shown.joins()}) as c on true`
  const keysAt = HEAD_COLUMNS + references.length
  const width = keysAt + keys.length
  return {
    statement: compileStatement(sql`with ${sql.join(ctes)} ${answer}`, { salt: target.version }),
    read: (row) => (row[width] === null ? null : (projection.read(row, width) as PresentedRecord)),
    brokenReferences: (row) =>
      references.flatMap(({ field }, index) => {
        const fault = row[HEAD_COLUMNS + index] ?? null
        return fault === null ? [] : [{ field, fault: fault as ReferenceFault }]
      }),
    lock: compileKeyLock(target, keys),
    takenKey: (row) => readTakenKey(keys, row, keysAt),
  }
}
