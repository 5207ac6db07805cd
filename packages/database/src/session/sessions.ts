import type { FieldModel, Model, ObjectModel, StoredValue } from '@huozi/metadata'
import { sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import { wireReader } from '../query/wire-value.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** A session with its user, as of one epoch of rights. */
export interface SessionRow {
  readonly userId: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly roles: readonly string[]
  /** Stored values of the user's record by field name. */
  readonly values: ReadonlyMap<string, StoredValue>
}

/** The live session with this key (SHA-256 in hexadecimal) of an active user, or null. */
export async function fetchSession(
  db: Runner,
  options: { schema: SchemaName; key: string; model: Model },
): Promise<SessionRow | null> {
  const { schema, key, model } = options
  const user = model.system.get('user')
  if (user === undefined) return null
  const fields = user.fields.filter((field) => field.column !== null)
  const statement = compileStatement(sessionQuery(schema, user, fields), { salt: model.version })
  const [row] = await db.run(statement, { key })
  if (row === undefined) return null
  const names = new Map(Array.from(model.roles.values(), (role) => [role.id, role.name]))
  const [userId, expires, roleIds, ...columns] = row
  return {
    userId: userId ?? '',
    expiresAt: Number(expires),
    roles: (JSON.parse(roleIds ?? '[]') as number[]).flatMap((id) => names.get(id) ?? []),
    values: new Map(fields.map((field, index) => [field.name, storedValue(field, columns[index] ?? null)])),
  }
}

function sessionQuery(schema: SchemaName, user: ObjectModel, fields: readonly FieldModel[]) {
  const columns = sql.join(fields.map((field) => sql.id('u', field.column?.name ?? '')))
  const roles = sql`(select coalesce(pg_catalog.json_agg(m.role_id), '[]'::json) from ${sql.id(schema, '_membership')} as m where m.user_id = s.user_id)`
  const active = user.field('active')?.column
  const isActive = active ? sql` and ${sql.id('u', active.name)}` : sql``
  return sql`select s.user_id, (extract(epoch from s.expires_at) * 1000)::bigint, ${roles}, ${columns}
    from ${sql.id(schema, '_session')} as s join ${sql.id(schema, user.table)} as u on u.id = s.user_id and u.deleted_at is null${isActive}
    where s.hash = pg_catalog.decode(${slot('key', 'text')}, 'hex')`
}

function storedValue(field: FieldModel, text: string | null): StoredValue {
  return text === null ? null : (wireReader(field)(text) as StoredValue)
}

/** Adds a session; its secret is never stored. */
export async function insertSession(
  db: Runner,
  schema: SchemaName,
  session: { key: string; userId: string; type: 'session' | 'token'; at: string; expires: string },
): Promise<void> {
  const statement =
    compileStatement(sql`insert into ${sql.id(schema, '_session')} (hash, user_id, type, created_at, expires_at)
    values (pg_catalog.decode(${slot('key', 'text')}, 'hex'), ${slot('userId', 'uuid')}, ${slot('type', 'text')}, ${slot('at', 'timestamptz')}, ${slot('expires', 'timestamptz')})`)
  await db.run(statement, { ...session })
}

/** Ends a session and makes every node forget it: the epoch moves in the same statement. */
export async function deleteSession(db: Runner, schema: SchemaName, key: string): Promise<void> {
  const statement =
    compileStatement(sql`with d as (delete from ${sql.id(schema, '_session')} where hash = pg_catalog.decode(${slot('key', 'text')}, 'hex') returning 1)
    update ${sql.id(schema, '_head')} set access_epoch = access_epoch + 1 where exists (select 1 from d)`)
  await db.run(statement, { key })
}

/** Who may sign in with an e-mail: the active user and the hash of his password. */
export async function fetchCredential(
  db: Runner,
  options: { schema: SchemaName; model: Model; email: string },
): Promise<{ userId: string; hash: string } | null> {
  const { schema, model, email } = options
  const user = model.system.get('user')
  const column = user?.field('email')?.column
  if (user === undefined || !column) return null
  const active = user.field('active')?.column
  const isActive = active ? sql` and ${sql.id('u', active.name)}` : sql``
  const statement = compileStatement(
    sql`select u.id, c.password_hash from ${sql.id(schema, user.table)} as u join ${sql.id(schema, '_credential')} as c on c.user_id = u.id
      where pg_catalog.lower(${sql.id('u', column.name)}) = pg_catalog.lower(${slot('email', 'text')}) and u.deleted_at is null${isActive}`,
    { salt: model.version },
  )
  const [row] = await db.run(statement, { email })
  return row === undefined ? null : { userId: row[0] ?? '', hash: row[1] ?? '' }
}

/** True when anyone can sign in at all. */
export async function hasCredentials(db: Runner, schema: SchemaName): Promise<boolean> {
  const statement = compileStatement(sql`select 1 from ${sql.id(schema, '_credential')} limit 1`)
  return (await db.run(statement)).length > 0
}

/** Sets a user's password hash. */
export async function upsertCredential(
  db: Runner,
  schema: SchemaName,
  credential: { userId: string; hash: string; at: string },
): Promise<void> {
  const statement =
    compileStatement(sql`insert into ${sql.id(schema, '_credential')} (user_id, password_hash, changed_at)
    values (${slot('userId', 'uuid')}, ${slot('hash', 'text')}, ${slot('at', 'timestamptz')})
    on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`)
  await db.run(statement, { ...credential })
}

/** Gives a user exactly these roles; moves the epoch, so that every node sees it at once. */
export async function replaceMemberships(
  db: Runner,
  schema: SchemaName,
  membership: { userId: string; roleIds: readonly number[] },
): Promise<void> {
  const table = sql.id(schema, '_membership')
  const statement =
    compileStatement(sql`with gone as (delete from ${table} where user_id = ${slot('userId', 'uuid')} and role_id <> all(${slot('roleIds', 'integer[]')})),
      added as (insert into ${table} (user_id, role_id) select ${slot('userId', 'uuid')}, r from unnest(${slot('roleIds', 'integer[]')}) as r on conflict do nothing)
    update ${sql.id(schema, '_head')} set access_epoch = access_epoch + 1`)
  await db.run(statement, { userId: membership.userId, roleIds: membership.roleIds })
}
