import { type RawBuilder, sql } from 'kysely'
import { createCalendarDays } from './calendar-days.ts'
import { createGuards } from './guards.ts'

/** Physical name of a tenant's schema; only made by {@link tenantSchemaName}, so no tenant text can be one. */
export type SchemaName = `t_${number}`

/** The schema of the tenant with this number. */
export function tenantSchemaName(id: number): SchemaName {
  if (!Number.isSafeInteger(id) || id < 1) throw new Error(`Not a tenant number: ${id}`)
  return `t_${id}`
}

/**
 * The system tables of a tenant, engine version 1. One statement each, run in order inside the transaction that creates the tenant.
 * Only ids stand in them, never names (mechanisms.md §2). Documents are `json`, not `jsonb`: they keep the order their author wrote.
 */
export function createTenantTables(schema: SchemaName): RawBuilder<unknown>[] {
  const t = (table: string) => sql.id(schema, table)
  return [
    sql`create schema ${sql.id(schema)}`,
    sql`create table ${t('_head')} (
      one boolean primary key default true check (one),
      version integer not null, access_epoch bigint not null, state text not null, engine integer not null)`,
    sql`create table ${t('_version')} (
      version integer primary key, created_at timestamptz not null, author uuid, message text not null,
      layers json not null, documents json not null, plan json not null, checksum text not null)`,
    sql`create table ${t('_identity')} (
      id integer not null, kind text not null, parent integer not null, name text not null, physical text,
      born_in integer not null, died_in integer, primary key (id, born_in))`,
    sql`create table ${t('_layer')} (
      name text primary key, position integer not null, manifest json, documents json not null)`,
    sql`create table ${t('_draft')} (
      id uuid primary key, author uuid not null, created_at timestamptz not null, base integer not null, layer text not null,
      manifest json, documents json not null, message text not null)`,
    sql`create table ${t('_build')} (
      id bigint generated always as identity primary key, kind text not null, identity integer not null, detail jsonb not null,
      state text not null default 'building', progress numeric not null default 0, error jsonb,
      version integer not null, created_at timestamptz not null, lease_until timestamptz, lease_token bigint not null default 0)`,
    sql`create table ${t('_credential')} (user_id uuid primary key, password_hash text not null, changed_at timestamptz not null)`,
    sql`create table ${t('_membership')} (user_id uuid not null, role_id integer not null, primary key (user_id, role_id))`,
    sql`create table ${t('_session')} (
      hash bytea primary key, user_id uuid not null, type text not null, created_at timestamptz not null, expires_at timestamptz not null)`,
    sql`create table ${t('_outbox')} (
      seq bigint generated always as identity primary key, type text not null, v integer not null default 1,
      object_id integer not null, record_id uuid not null, record_version integer not null, at timestamptz not null, actor uuid,
      model_version integer not null, before jsonb, after jsonb,
      depth integer not null default 0, attempts integer not null default 0, not_before timestamptz, failed jsonb,
      lease_until timestamptz, lease_token bigint not null default 0)`,
    sql`create index on ${t('_outbox')} (record_id, seq)`,
    sql`create table ${t('_processed')} (handler text not null, event bigint not null, at timestamptz not null, primary key (event, handler))`,
    sql`create table ${t('_history')} (
      object_id integer not null, record_id uuid not null, record_version integer not null, at timestamptz not null,
      actor uuid, rule integer, action text not null, before jsonb not null, primary key (object_id, record_id, record_version))`,
    sql`create table ${t('_override')} (
      object_id integer not null, record_id uuid not null, record_version integer not null, at timestamptz not null,
      actor uuid, rule integer not null, reason text, primary key (object_id, record_id, record_version, rule))`,
    sql`create table ${t('_file')} (
      id uuid primary key, name text not null, type text not null, size bigint not null, digest text not null,
      uploaded_by uuid, created_at timestamptz not null,
      object_id integer, record_id uuid, field_id integer, detached_at timestamptz)`,
    sql`create table ${t('_counter')} (field integer not null, series text not null, value bigint not null, primary key (field, series))`,
    sql`create table ${t('_idempotency')} (
      user_id uuid not null, key text not null, route text not null, body_hash bytea not null,
      status integer, answer text, created_at timestamptz not null, primary key (user_id, key, route))`,
    sql`create index on ${t('_idempotency')} (created_at)`,
    ...createCalendarDays(t('_calendar_day')),
    ...createGuards(schema),
  ]
}
