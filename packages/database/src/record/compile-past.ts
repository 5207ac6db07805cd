import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { rowCondition } from '../query/compile-read.ts'
import { checkedRead, HEAD_COLUMNS, headMatches } from '../query/head-check.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import { EVERY_ROW, Relation, type RowRule } from '../query/relation.ts'
import { isoInstant } from '../query/wire-value.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'
import { image, imageFields, type RecordEvent } from './journal.ts'

/** Which records' past a reader may ask for: living ones that meet all of `living`, deleted ones that meet all of `deleted`. */
export interface PastRights {
  readonly living: readonly RowRule[]
  readonly deleted: readonly RowRule[]
}

/** Values by field identity, each as text; what `_history` and events keep. */
export interface PastImage {
  readonly [field: string]: string | null
}

/** An entry of a record's history: one version and what it changed. */
export interface TrailEntry {
  readonly version: number
  readonly at: string
  readonly actor: string | null
  /** Identity of the rule that wrote; null when a caller did. */
  readonly rule: number | null
  readonly action: RecordEvent
  readonly before: PastImage
  /** The same fields as the version left them. */
  readonly after: PastImage
}

/** A record with a page of its history. */
export interface Trail {
  readonly createdAt: string
  readonly createdBy: string | null
  readonly entries: readonly TrailEntry[]
}

export interface CompiledTrail {
  readonly statement: Statement
  /** Null when there is no such record for the reader. */
  readonly read: (rows: readonly Row[]) => Trail | null
}

/** Compiles a page of the history of one record, newest first. Slots: `id`, `before` (versions below it), `limit`. */
export function compileTrail(target: ReadTarget, rights: PastRights): CompiledTrail {
  const { schema, object } = target
  const history = sql.id(schema, '_history')
  const ofRecord = (alias: string) =>
    sql`${sql.id(alias, 'object_id')} = ${object.id}::integer and ${sql.id(alias, 'record_id')} = r.id`
  const next = sql`select true as found, x.before ->> k.key as value from ${history} as x
    where ${ofRecord('x')} and x.record_version > e.record_version and pg_catalog.jsonb_exists(x.before, k.key) order by x.record_version limit 1`
  const after = sql`select pg_catalog.jsonb_object_agg(k.key, case when n.found then n.value else r.now ->> k.key end)
    from pg_catalog.jsonb_object_keys(e.before) as k(key) left join lateral (${next}) as n on true`
  const entries = sql`select h.* from ${history} as h where ${ofRecord('h')} and h.record_version < ${slot('before', 'bigint')}
    order by h.record_version desc limit ${slot('limit', 'integer')}`
  const body = sql`select r.created_at, r.created_by, e.record_version, e.at, e.actor, e.rule, e.action, e.before, coalesce((${after}), '{}'::jsonb)
    from (${reachable(target, rights)}) as r left join lateral (${entries}) as e on true order by e.record_version desc`
  return { statement: compileStatement(checkedRead(schema, body), { salt: target.version }), read: readTrail }
}

function readTrail(rows: readonly Row[]): Trail | null {
  const [first = []] = rows
  const [createdAt, createdBy = null] = first.slice(HEAD_COLUMNS)
  if (!createdAt) return null
  const entries = rows.flatMap((row): TrailEntry[] => {
    const [version, at, actor = null, rule, action, before, after] = row.slice(HEAD_COLUMNS + 2)
    if (!version) return []
    return [
      {
        version: Number(version),
        at: isoInstant(at ?? ''),
        actor,
        rule: rule ? Number(rule) : null,
        action: action as RecordEvent,
        before: readJson(before),
        after: readJson(after),
      },
    ]
  })
  return { createdAt: isoInstant(createdAt), createdBy, entries }
}

function readJson(text: string | null | undefined): PastImage {
  return JSON.parse(text ?? '{}') as PastImage
}

/** A record as it was. */
export interface PastState {
  /** Stored values by field identity, but what history tells by itself (`id`, `version`, `updated_at`, `updated_by`). */
  readonly image: PastImage
  readonly version: number
  readonly updatedAt: string
  readonly updatedBy: string | null
  readonly isDeleted: boolean
}

export interface CompiledPast {
  readonly statement: Statement
  /**
   * `absent`: there is no such record for the reader, or was none then. `unknown`: versions in between were not kept.
   */
  readonly read: (row: Row) => PastState | 'absent' | 'unknown'
}

/**
 * Compiles rebuilding one record from its row and its history. Slots: `id`, and either `wanted` (a version) or `at`
 * (an instant); the other is null.
 */
export function compilePast(target: ReadTarget, rights: PastRights): CompiledPast {
  const { schema, object } = target
  const history = sql.id(schema, '_history')
  const ofRecord = sql`h.object_id = ${object.id}::integer and h.record_id = r.id`
  const at = slot('at', 'timestamptz')
  const last = sql`select max(h.record_version) from ${history} as h where ${ofRecord} and h.at <= ${at}`
  const wanted = sql`case when ${at} is null then (case when ${slot('wanted', 'bigint')} between 1 and r.version then ${slot('wanted', 'bigint')} end)
    when r.updated_at <= ${at} then r.version else coalesce((${last}), case when r.created_at <= ${at} then 1 end) end`
  const undone = sql`select k.key, k.value, h.record_version from ${history} as h, pg_catalog.jsonb_each_text(h.before) as k where ${ofRecord} and h.record_version > v.version`
  const oldest = sql`select distinct on (u.key) u.key, u.value from (${undone}) as u order by u.key, u.record_version`
  const body = sql`select r.version, v.version, r.now || coalesce((select pg_catalog.jsonb_object_agg(o.key, o.value) from (${oldest}) as o), '{}'::jsonb),
      (select count(*) from ${history} as h where ${ofRecord} and h.record_version > v.version),
      r.is_deleted, r.created_at, r.created_by, r.updated_at, r.updated_by, e.at, e.actor, e.action
    from (${reachable(target, rights)}) as r cross join lateral (select ${wanted} as version) as v
    left join ${history} as e on e.object_id = ${object.id}::integer and e.record_id = r.id and e.record_version = v.version`
  return { statement: compileStatement(checkedRead(schema, body), { salt: target.version }), read: readPast }
}

function readPast(row: Row): PastState | 'absent' | 'unknown' {
  const [current, version, image, kept, isDeleted, createdAt, createdBy, updatedAt, updatedBy, at, actor, action] =
    row.slice(HEAD_COLUMNS)
  if (!current || !version) return 'absent'
  const past = { image: readJson(image), version: Number(version) }
  if (version === current)
    return {
      ...past,
      updatedAt: isoInstant(updatedAt ?? ''),
      updatedBy: updatedBy ?? null,
      isDeleted: isDeleted === 't',
    }
  if (Number(kept) !== Number(current) - Number(version)) return 'unknown'
  if (version === '1')
    return { ...past, updatedAt: isoInstant(createdAt ?? ''), updatedBy: createdBy ?? null, isDeleted: false }
  if (!at) return 'unknown'
  return { ...past, updatedAt: isoInstant(at), updatedBy: actor ?? null, isDeleted: action === 'deleted' }
}

/** The record (slot `id`) with its stored values, if the reader may ask for its past. */
function reachable(target: ReadTarget, { living, deleted }: PastRights): RawBuilder<unknown> {
  const { schema, object } = target
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const all = (rules: readonly RowRule[]) =>
    sql.join(
      rules.map((rule) => rowCondition(rule, relation)),
      sql` and `,
    )
  const condition = sql`(t.deleted_at is null and ${all(living)} or t.deleted_at is not null and ${all(deleted)})`
  return sql`select t.id, t.version, t.deleted_at is not null as is_deleted, t.created_at, t.created_by, t.updated_at, t.updated_by, ${image('t', imageFields(object))} as now
    from ${sql.id(schema, object.table)} as t${relation.joins()} where ${headMatches('h')} and t.id = ${slot('id', 'uuid')} and ${condition}`
}

/** Compiles reading what names the living records of slot `ids` that the reader may see. Rows: id, title. */
export function compileLabels(target: ReadTarget, rule: RowRule): Statement {
  const { schema, object } = target
  const relation = new Relation({ ...target, alias: 't', rules: EVERY_ROW })
  const title = relation.value([object.title.name])
  const condition = rowCondition(rule, relation)
  const body = sql`select t.id, ${title}::text from ${sql.id(schema, object.table)} as t${relation.joins()}
    where ${headMatches('h')} and t.id = any(${slot('ids', 'uuid[]')}) and t.deleted_at is null and ${condition}`
  return compileStatement(checkedRead(schema, body), { salt: target.version })
}

/** Compiles reading what is known of the files of slot `ids`, gone ones left out. Rows: id, and a file as answers carry it. */
export function compileFileValues(schema: SchemaName): Statement {
  return compileStatement(
    sql`select f.id, pg_catalog.json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.type)::text
      from ${sql.id(schema, '_file')} as f where f.id = any(${slot('ids', 'uuid[]')})`,
  )
}
