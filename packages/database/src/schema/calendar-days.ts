import type { CalendarDay } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import type { Runner } from '../connection/database.ts'
import { compileStatement, slot } from '../statement/statement.ts'

/**
 * The days of all calendars of a tenant, derived from its documents and written anew by the publish that changes one. They
 * are kept by the calendar's name: no other table refers to them, and a renamed calendar is written under its new one.
 */
export function createCalendarDays(table: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    sql`create table ${table} (
      calendar text collate pg_catalog."C" not null, date date not null, is_working boolean not null, workday_no integer not null,
      minutes_before integer not null, begins timestamptz not null, until timestamptz not null,
      starts timestamptz[] not null, ends timestamptz[] not null, primary key (calendar, date))`,
    sql`create unique index on ${table} (calendar, workday_no) where is_working`,
    sql`create index on ${table} (calendar, begins)`,
  ]
}

/** The days of a calendar, by its name. */
export interface CalendarRows {
  readonly name: string
  readonly days: Iterable<CalendarDay>
}

/** Writes the days of a calendar in place of those that are there; no days take it away. */
export async function replaceCalendarDays(
  db: Runner,
  table: RawBuilder<unknown>,
  { name, days }: CalendarRows,
): Promise<void> {
  await db.run(compileStatement(sql`delete from ${table} where calendar = ${slot('name', 'text')}`), { name })
  const rows = Array.from(days, dayRow)
  if (rows.length === 0) return
  const insert =
    compileStatement(sql`insert into ${table} (calendar, date, is_working, workday_no, minutes_before, begins, until, starts, ends)
    select ${slot('name', 'text')}, d.date, d.is_working, d.workday_no, d.minutes_before, d.begins, d.until, d.starts, d.ends
    from pg_catalog.jsonb_to_recordset(${slot('rows', 'jsonb')}) as d(date date, is_working boolean, workday_no integer,
      minutes_before integer, begins timestamptz, until timestamptz, starts timestamptz[], ends timestamptz[])`)
  await db.run(insert, { name, rows: JSON.stringify(rows) })
}

function dayRow({ date, isWorking, workdayNo, minutesBefore, begins, until, spans }: CalendarDay): object {
  return {
    date,
    is_working: isWorking,
    workday_no: workdayNo,
    minutes_before: minutesBefore,
    begins: iso(begins),
    until: iso(until),
    starts: spans.map(({ from }) => iso(from)),
    ends: spans.map(({ to }) => iso(to)),
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
