import type { FieldModel } from '@huozi/metadata'
import { sql } from 'kysely'
import { holdFileCtes } from '../file/file-ctes.ts'
import { rowCondition } from '../query/compile-read.ts'
import { headMatches } from '../query/head-check.ts'
import type { Selection } from '../query/projection.ts'
import { EVERY_ROW, Relation } from '../query/relation.ts'
import { slot } from '../statement/statement.ts'
import { authorityCtes } from './authority.ts'
import { writtenColumns } from './columns.ts'
import { type CompiledWrite, finishWrite, type WriteRights } from './compile-insert.ts'
import { eventCtes, image, insertHistory, type WriteTarget } from './journal.ts'
import { checkedReferences, referenceCtes, referencesHold } from './references.ts'
import { keysAreFree, takenKeysCte, unfinishedKeys } from './unfinished-keys.ts'

/**
 * Compiles changing `fields` of one record as one statement: row, history, event if anybody waits for it, and the record as the
 * writer may read it.
 * Nothing is written unless head and expected version fit, the row was the writer's to change before (`rights.rows` is the update rule here)
 * and still is after (`rights.written`), and the references hold.
 * Slots: the columns of `fields`, `id`, `expected`, `version`, `epoch`, `at`, `actor`, `rule`, `depth`.
 */
export function compileUpdate(
  target: WriteTarget,
  fields: readonly FieldModel[],
  options: { select: readonly Selection[]; rights: WriteRights },
): CompiledWrite {
  const { schema, object } = target
  const { select, rights } = options
  const table = sql.id(schema, object.table)
  const changed = fields.flatMap((field) => writtenColumns(object, field))
  const changedNames = new Set(changed.map(({ name }) => name))
  const kept = object.fields
    .flatMap((field) => writtenColumns(object, field))
    .filter(({ name }) => !changedNames.has(name))
  const before = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const mayChange = rowCondition(rights.rows, before)
  const after = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const mayBecome = rowCondition(rights.written, after)
  const references = checkedReferences(fields)
  const keys = unfinishedKeys(target, fields)
  const from = sql`n as t${after.joins()}`
  const allowed = sql`${referencesHold(references, 't')} and ${mayBecome}`
  const journal = {
    schema,
    object,
    event: 'updated',
    now: 'w',
    before: image('o', fields),
    modelVersion: target.version,
  } as const
  const ctes = [
    sql`h as materialized (select version, access_epoch from ${sql.id(schema, '_head')})`,
    sql`o as materialized (select t.* from h, ${table} as t${before.joins()} where ${headMatches('h')} and t.id = ${slot('id', 'uuid')}
      and t.deleted_at is null and t.version = ${slot('expected', 'bigint')} and ${mayChange} for no key update of t)`,
    sql`n as materialized (select ${sql.join([...kept.map(({ name }) => sql.id('o', name)), ...changed.map(({ name, value }) => sql`${value} as ${sql.id(name)}`)])} from o)`,
    ...referenceCtes(target, references, { from: 'n', rules: rights.rules }),
    ...takenKeysCte(target, keys, { from, allowed }),
    sql`w as (update ${table} as x set ${sql.join([
      ...changed.map(({ name }) => sql`${sql.id(name)} = ${sql.id('t', name)}`),
      sql`version = x.version + 1, updated_at = ${slot('at', 'timestamptz')}, updated_by = ${slot('actor', 'uuid')}`,
    ])} from ${from} where x.id = t.id and ${allowed} and ${keysAreFree(keys)} returning x.*)`,
    sql`y as (${insertHistory(journal, sql`w, o`)})`,
    ...holdFileCtes(target, fields, true),
    ...eventCtes(target, journal, sql`w, o`),
    ...authorityCtes(journal),
  ]
  return finishWrite(target, { ctes, references, keys, select, rights })
}
