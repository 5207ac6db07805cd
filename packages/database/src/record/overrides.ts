import type { ObjectModel } from '@huozi/metadata'
import { sql } from 'kysely'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'

/** Compiles keeping that rules (slot `rules`) were overridden in the version of a record just written. Slots: `id`, `at`, `actor`, `reason`. */
export function compileOverrides(schema: SchemaName, object: ObjectModel): Statement {
  return compileStatement(sql`insert into ${sql.id(schema, '_override')} (object_id, record_id, record_version, at, actor, rule, reason)
    select ${object.id}::integer, t.id, t.version, ${slot('at', 'timestamptz')}, ${slot('actor', 'uuid')}, r.rule, ${slot('reason', 'text')}
    from ${sql.id(schema, object.table)} as t, pg_catalog.unnest(${slot('rules', 'integer[]')}) as r(rule)
    where t.id = ${slot('id', 'uuid')}`)
}

/** A rule that was overridden in a version of a record. */
export interface Override {
  readonly version: number
  /** Identity of the rule. */
  readonly rule: number
  readonly reason: string | null
}

/** Compiles reading what was overridden in versions (slot `versions`) of a record (slot `id`). */
export function compileOverridesOf(schema: SchemaName, object: ObjectModel): Statement {
  return compileStatement(sql`select record_version, rule, reason from ${sql.id(schema, '_override')}
    where object_id = ${object.id}::integer and record_id = ${slot('id', 'uuid')} and record_version = any(${slot('versions', 'integer[]')})
    order by record_version, rule`)
}

/** An override, from its row. */
export function readOverride([version, rule, reason]: readonly (string | null)[]): Override {
  return { version: Number(version), rule: Number(rule), reason: reason ?? null }
}
