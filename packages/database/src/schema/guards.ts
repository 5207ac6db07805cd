import { type RawBuilder, sql } from 'kysely'
import type { SchemaName } from './tenant-schema.ts'

/** SQLSTATEs by which the guards of a tenant's tables refuse a row. */
export const TREE_CIRCULAR_STATE = 'HZ001'
export const DATES_OVERLAP_STATE = 'HZ002'

/**
 * What keeps promises between the rows of one table: triggers, because every statement of a function sees what others
 * committed while it waited for a lock, which a single statement does not.
 */
export function createGuards(schema: SchemaName): RawBuilder<unknown>[] {
  const t = (name: string) => sql.id(schema, name)
  return [
    sql`create table ${t('_tree')} (
      object integer not null, ancestor uuid not null, descendant uuid not null, primary key (descendant, ancestor))`,
    sql`create index on ${t('_tree')} (ancestor, descendant)`,
    sql`create index on ${t('_tree')} (object)`,
    sql`create function ${t('_tree_changed')}() returns trigger language plpgsql as $guard$${treeChanged(t('_tree'))}$guard$`,
    sql`create function ${t('_tree_fill')}(object integer, source text, parent text) returns void language plpgsql as $guard$${treeFill(t('_tree'))}$guard$`,
    sql`create function ${t('_dates_changed')}() returns trigger language plpgsql as $guard$${DATES_CHANGED}$guard$`,
  ]
}

/**
 * Keeps each living record's ancestors, itself among them. Arguments of the trigger: identity of the object, column of the
 * parent. New leaves go side by side; a move has the tree to itself, so that two moves cannot close a circle.
 */
function treeChanged(tree: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
declare
  source text := pg_catalog.format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME);
  tree integer := TG_ARGV[0]::integer;
  lock_key bigint := pg_catalog.hashtextextended(source || ':tree', 0);
  was_alive boolean := TG_OP = 'UPDATE';
  was uuid;
  now uuid;
begin
  execute pg_catalog.format('select ($1).%I', TG_ARGV[1]) into now using NEW;
  if TG_OP = 'UPDATE' then
    was_alive := OLD.deleted_at is null;
    execute pg_catalog.format('select ($1).%I', TG_ARGV[1]) into was using OLD;
  end if;
  if was_alive and NEW.deleted_at is null then
    if was is not distinct from now then return null; end if;
    perform pg_catalog.pg_advisory_xact_lock(lock_key);
    if exists (select 1 from ${tree} as t where t.ancestor = NEW.id and t.descendant = now) then
      raise exception 'circular' using errcode = 'HZ001', table = TG_TABLE_NAME;
    end if;
    delete from ${tree} as t
      where t.descendant in (select d.descendant from ${tree} as d where d.ancestor = NEW.id)
        and t.ancestor not in (select d.descendant from ${tree} as d where d.ancestor = NEW.id);
    insert into ${tree} (object, ancestor, descendant)
      select tree, a.ancestor, d.descendant from ${tree} as a, ${tree} as d
      where a.descendant = now and d.ancestor = NEW.id on conflict do nothing;
    return null;
  end if;
  perform pg_catalog.pg_advisory_xact_lock_shared(lock_key);
  if NEW.deleted_at is not null then
    delete from ${tree} as t where t.descendant = NEW.id or t.ancestor = NEW.id;
    return null;
  end if;
  insert into ${tree} (object, ancestor, descendant)
    select tree, a.ancestor, NEW.id from ${tree} as a where a.descendant = now
    union select tree, NEW.id, NEW.id on conflict do nothing;
  execute pg_catalog.format('insert into %I."_tree" (object, ancestor, descendant)
    select $1, a.ancestor, d.descendant from %s as c join %I."_tree" as d on d.ancestor = c.id join %I."_tree" as a on a.descendant = $2
    where c.%I = $2 and c.deleted_at is null on conflict do nothing', TG_TABLE_SCHEMA, source, TG_TABLE_SCHEMA, TG_TABLE_SCHEMA, TG_ARGV[1])
    using tree, NEW.id;
  if exists (select 1 from ${tree} as t where t.ancestor = NEW.id and t.descendant = now) then
    raise exception 'circular' using errcode = 'HZ001', table = TG_TABLE_NAME;
  end if;
  return null;
end`
}

/** Writes the tree of an object anew; its writers wait. Circles end where they close. */
function treeFill(tree: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(source || ':tree', 0));
  delete from ${tree} as t where t.object = _tree_fill.object;
  execute pg_catalog.format('with recursive up(descendant, ancestor) as (
      select id, id from %s where deleted_at is null
      union select up.descendant, p.%I from up join %s as p on p.id = up.ancestor
        join %s as alive on alive.id = p.%I and alive.deleted_at is null)
    insert into ${tree} (object, ancestor, descendant) select $1, ancestor, descendant from up', source, parent, source, source, parent)
    using object;
end`
}

/**
 * Refuses a record whose dates overlap those of another of the same key. Arguments of the trigger: columns of the first and
 * the last day, then those of the key. Writers of one key wait for each other; a blank in the key makes it none.
 */
const DATES_CHANGED = sql`
declare
  source text := pg_catalog.format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME);
  same text := '';
  written text := source;
  part text;
  is_taken boolean;
begin
  if NEW.deleted_at is not null then return null; end if;
  for at in 2 .. TG_NARGS - 1 loop
    execute pg_catalog.format('select ($1).%I::text', TG_ARGV[at]) into part using NEW;
    if part is null then return null; end if;
    written := written || ':' || part;
    same := same || pg_catalog.format(' and x.%I = ($1).%I', TG_ARGV[at], TG_ARGV[at]);
  end loop;
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(written, 0));
  execute pg_catalog.format('select exists (select 1 from %s as x where x.id <> ($1).id and x.deleted_at is null%s
    and coalesce(x.%I, ''-infinity'') <= coalesce(($1).%I, ''infinity'') and coalesce(x.%I, ''infinity'') >= coalesce(($1).%I, ''-infinity''))',
    source, same, TG_ARGV[0], TG_ARGV[1], TG_ARGV[1], TG_ARGV[0]) into is_taken using NEW;
  if is_taken then
    raise exception 'overlap' using errcode = 'HZ002', table = TG_TABLE_NAME;
  end if;
  return null;
end`
