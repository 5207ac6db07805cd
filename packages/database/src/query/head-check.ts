import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { slot } from '../statement/statement.ts'

/** Version of the model and epoch of rights a tenant is at. */
export interface Head {
  readonly version: number
  readonly accessEpoch: number
  /**
   * `table.column` of texts whose folded copies are still being made, and of roll-ups whose figures are. The epoch moves when
   * one of them is done.
   */
  readonly filling?: readonly string[]
  /**
   * Physical names of unique indexes that are still being built, or that duplicates keep out: writers look for themselves
   * (unfinished-keys.ts). The epoch moves when one of them is done.
   */
  readonly unfinishedKeys?: readonly string[]
}

/** Columns every checked statement starts with. */
export const HEAD_COLUMNS = 2

/** Values of the slots of {@link headMatches}. Their names cannot be those of columns: `version` is one. */
export function headSlots({ version, accessEpoch }: Head): {
  readonly head_version: number
  readonly head_epoch: number
} {
  return { head_version: version, head_epoch: accessEpoch }
}

/** True when the statement runs in a snapshot of the version and rights it was compiled for. */
export function headMatches(alias: string): RawBuilder<unknown> {
  return sql`${sql.id(alias, 'version')} = ${slot('head_version', 'integer')} and ${sql.id(alias, 'access_epoch')} = ${slot('head_epoch', 'bigint')}`
}

/**
 * Wraps a read so that its own snapshot proves version and rights current (mechanisms.md §1): the first two columns are the head;
 * `body` must contain {@link headMatches} on alias `h` and is not run at all when it is stale.
 */
export function checkedRead(schema: SchemaName, body: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select h.version, h.access_epoch, c.* from ${sql.id(schema, '_head')} as h left join lateral (${body}) as c on true`
}

/** The head a checked statement saw. */
export function readHead(row: Row | undefined): Head {
  return { version: Number(row?.[0]), accessEpoch: Number(row?.[1]) }
}
