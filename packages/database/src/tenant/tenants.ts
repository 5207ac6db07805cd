import { sql } from 'kysely'
import type { Runner, Tx } from '../connection/database.ts'
import { execute } from '../schema/platform-schema.ts'
import { createTenantTables, type SchemaName, tenantSchemaName } from '../schema/tenant-schema.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/** A tenant as the platform knows it. Users, rights and everything else live in its own schema. */
export interface Tenant {
  readonly id: number
  readonly name: string
  readonly label: string
  readonly schema: SchemaName
  /** Language, time zone (IANA) and currency (ISO 4217) unless a user or record says otherwise. */
  readonly locale: string
  readonly zone: string
  readonly currency: string
}

const selectTenant = compileStatement(
  sql`select id, name, label, locale, zone, currency from platform.tenant where name = ${slot('name', 'text')} and state = 'active'`,
)
const selectTenants = compileStatement(
  sql`select id, name, label, locale, zone, currency from platform.tenant where state = 'active' order by id`,
)

/** The active tenant with this name, or null. */
export async function fetchTenant(db: Runner, name: string): Promise<Tenant | null> {
  const [row] = await db.run(selectTenant, { name })
  return row === undefined ? null : readTenant(row)
}

/** Every active tenant, in order of creation. */
export async function fetchTenants(db: Runner): Promise<readonly Tenant[]> {
  const rows = await db.run(selectTenants)
  return rows.map(readTenant)
}

function readTenant([id, name, label, locale, zone, currency]: readonly (string | null)[]): Tenant {
  return {
    id: Number(id),
    name: name ?? '',
    label: label ?? '',
    schema: tenantSchemaName(Number(id)),
    locale: locale ?? 'en',
    zone: zone ?? 'UTC',
    currency: currency ?? 'CNY',
  }
}

const insertTenant = compileStatement(sql`
  insert into platform.tenant (name, label, locale, zone, currency, state, created_at)
  values (${slot('name', 'text')}, ${slot('label', 'text')}, ${slot('locale', 'text')}, ${slot('zone', 'text')}, ${slot('currency', 'text')}, 'active', now())
  on conflict (name) do nothing returning id, name, label, locale, zone, currency`)

/** Structure of a tenant schema this build writes (`_head.engine`). */
const TENANT_ENGINE = 1

/** Adds a tenant with its empty schema (version 0: nothing published). Null when the name is taken. */
export async function createTenantSchema(tx: Tx, tenant: Omit<Tenant, 'id' | 'schema'>): Promise<Tenant | null> {
  const [row] = await tx.run(insertTenant, { ...tenant })
  if (row === undefined) return null
  const created = readTenant(row)
  for (const statement of createTenantTables(created.schema)) await execute(tx, statement)
  await execute(
    tx,
    sql`insert into ${sql.id(created.schema, '_head')} (version, access_epoch, state, engine) values (0, 1, 'active', ${TENANT_ENGINE}::integer)`,
  )
  return created
}
