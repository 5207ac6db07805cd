import type { ObjectModel } from '@huozi/metadata'
import { sql } from 'kysely'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, type Statement, slot } from '../statement/statement.ts'

/** Holds the records of slot `ids`, in the order of their ids: who holds several this way meets no deadlock with another. */
export function compileLockMany(schema: SchemaName, object: ObjectModel): Statement {
  return compileStatement(
    sql`select 1 from ${sql.id(schema, object.table)} where id = any(${slot('ids', 'uuid[]')}) order by id for no key update`,
  )
}

/** Lets one writer at a time pass who looks for values (slot `values`) of an external id before he writes them. */
export function compileLockExternal(schema: SchemaName, object: ObjectModel): Statement {
  const salt = `${schema}.${object.id}.`
  return compileStatement(sql`select pg_catalog.pg_advisory_xact_lock(k) from (
    select distinct pg_catalog.hashtextextended(${salt}::text || v, 0) as k
    from unnest(${slot('values', 'text[]')}) as v order by 1 offset 0) as keys`)
}
