import type { FieldModel, ObjectModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import { polymorphicText } from '../field-storage/polymorphic.ts'
import type { ReadTarget } from '../query/read-plan.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { slot } from '../statement/statement.ts'

/** What happened to a record, as history and events name it. */
export type RecordEvent = 'created' | 'updated' | 'deleted' | 'restored'

/** Fields kept in images of a row: everything stored, by identity, because names change. */
export function imageFields(object: ObjectModel): readonly FieldModel[] {
  return object.fields.filter((field) => field.column !== null && !UNTOLD.has(field.name))
}

/** Told by the journal row itself. */
const UNTOLD = new Set(['id', 'version', 'updated_at', 'updated_by'])

/** A jsonb object of columns of `alias`, keyed by field identity. Numbers stay exact: they go as text. */
export function image(alias: string, fields: readonly FieldModel[]): RawBuilder<unknown> {
  const columns = fields.map((field) => sql`${storedText(alias, field)} as ${sql.id(String(field.id))}`)
  return columns.length === 0
    ? sql`'{}'::jsonb`
    : sql`(select pg_catalog.to_jsonb(i) from (select ${sql.join(columns)}) as i)`
}

/** The whole value of a field as text, from whichever columns it is in. */
function storedText(alias: string, { column, targets }: FieldModel): RawBuilder<unknown> {
  const name = column?.name ?? ''
  return targets.length > 0 ? polymorphicText(alias, name) : sql`${sql.id(alias, name)}::text`
}

export interface JournalEntry {
  readonly schema: SchemaName
  readonly object: ObjectModel
  readonly event: RecordEvent
  /** CTE with the rows as they are now. */
  readonly now: string
  /** Values before, as jsonb by field identity; null where there were none. */
  readonly before: RawBuilder<unknown> | null
  readonly modelVersion: number
}

/** Where a statement writes. */
export interface WriteTarget extends ReadTarget {
  /** Whether anybody waits for the event in this version; when not, none is written. */
  readonly heard: boolean
}

/** The CTE `e` with the event of each row of another CTE; none where nobody waits for it. */
export function eventCtes(
  { heard }: WriteTarget,
  entry: JournalEntry,
  from: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  return heard ? [sql`e as (${insertEvents(entry, from)})`] : []
}

/** Inserts the event of each row of a CTE. Slots: `at`, `actor`, `depth`. */
function insertEvents(entry: JournalEntry, from: RawBuilder<unknown>): RawBuilder<unknown> {
  const { schema, object, event, now } = entry
  return sql`insert into ${sql.id(schema, '_outbox')} (type, object_id, record_id, record_version, at, actor, model_version, before, after, depth)
    select ${`record.${event}`}::text, ${object.id}::integer, ${sql.id(now, 'id')}, ${sql.id(now, 'version')},
      ${slot('at', 'timestamptz')}, ${slot('actor', 'uuid')}, ${entry.modelVersion}::integer,
      ${entry.before ?? sql`null::jsonb`}, ${image(now, imageFields(object))},
      ${slot('depth', 'integer')} from ${from}`
}

/**
 * Inserts the history of each row of a CTE: the values *before* the change. Slots: `at`, `actor`, `rule`.
 * An object without history keeps no former values: only that a record was deleted or restored, when and by whom.
 */
export function insertHistory(entry: JournalEntry, from: RawBuilder<unknown>): RawBuilder<unknown> {
  const { schema, object, event, now } = entry
  const isKept = object.document.history !== false || event === 'deleted' || event === 'restored'
  return sql`insert into ${sql.id(schema, '_history')} (object_id, record_id, record_version, at, actor, rule, action, before)
    select ${object.id}::integer, ${sql.id(now, 'id')}, ${sql.id(now, 'version')}, ${slot('at', 'timestamptz')}, ${slot('actor', 'uuid')},
      ${slot('rule', 'integer')}, ${event}::text, ${entry.before ?? sql`'{}'::jsonb`} from ${from}${isKept ? sql`` : sql` where false`}`
}
