import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '../connection/database.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** Steps of the platform schema, one list for each version. They only add (mechanisms.md §11). */
const migrations: readonly (readonly RawBuilder<unknown>[])[] = [
  [
    sql`create table platform.tenant (
      id integer generated always as identity primary key, name text not null unique, label text not null,
      locale text not null, zone text not null, currency text not null, state text not null, created_at timestamptz not null)`,
  ],
]

/** Brings the platform schema to this build's structure; safe when several processes start at once. */
export async function migratePlatform(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    // One advisory lock for all processes of the installation: the number is arbitrary and only used here.
    await execute(tx, sql`select pg_advisory_xact_lock(4879016412)`)
    await execute(tx, sql`create schema if not exists platform`)
    await execute(
      tx,
      sql`create table if not exists platform.engine (version integer primary key, applied_at timestamptz not null default now())`,
    )
    const rows = await tx.run(
      compileStatement(sql`select coalesce(max(version), 0) from platform.engine`, { prepare: false }),
    )
    for (let version = Number(rows[0]?.[0]); version < migrations.length; version++) await migrate(tx, version)
  })
}

async function migrate(tx: Tx, version: number): Promise<void> {
  for (const statement of migrations[version] ?? []) await execute(tx, statement)
  await tx.run(compileStatement(sql`insert into platform.engine (version) values (${slot('version', 'integer')})`), {
    version: version + 1,
  })
}

/** Runs a fragment that returns nothing and is not worth preparing. */
export async function execute(tx: Tx, fragment: RawBuilder<unknown>): Promise<void> {
  await tx.run(compileStatement(fragment, { prepare: false }))
}
