import type { RecordRoot, SqlCalendarFunction, SqlNode } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import type { RowsInScope } from './rows-in-scope.ts'

type Sql = RawBuilder<unknown>
type CalendarNode = Extract<SqlNode, { kind: 'calendar' }>

/** What rendering needs of the renderer. */
export interface CalendarRenderer {
  number(node: SqlNode): Sql
  rowsAt(root: RecordRoot): RowsInScope
}

interface CalendarParts {
  /** The table of days. */
  readonly days: Sql
  /** `g.c`, `g.a` and `g.b`: the calendar and the arguments, computed once. */
  readonly given: Sql
}

/** Looks up days in the table that publishing a calendar fills; no row, outside the days calendars know, gives null. */
export function renderCalendar(node: CalendarNode, renderer: CalendarRenderer): Sql {
  const [a, b] = node.args
  const given = sql`(select ${renderer.number(node.calendar)} as c, ${renderer.number(a)} as a, ${renderer.number(b)} as b offset 0) as g`
  return FUNCTIONS[node.name]({ days: renderer.rowsAt('record').calendarDays(), given })
}

const FUNCTIONS: Readonly<Record<SqlCalendarFunction, (parts: CalendarParts) => Sql>> = {
  workdaysBetween: ({ days, given }) =>
    sql`(select (y.workday_no - x.workday_no)::numeric from ${given}
      join ${days} as x on x.calendar = g.c and x.date = g.a join ${days} as y on y.calendar = g.c and y.date = g.b)`,
  // Going back from a day off, the working day it counts to is itself the first.
  addWorkdays: ({ days, given }) =>
    sql`(select case when trunc(g.b) = 0 then x.date else (select y.date from ${days} as y where y.calendar = g.c and y.is_working
        and y.workday_no = x.workday_no + case when abs(g.b) < 100000 then trunc(g.b)::integer end + case when g.b < 0 and not x.is_working then 1 else 0 end) end
      from ${given} join ${days} as x on x.calendar = g.c and x.date = g.a)`,
  businessMinutes: ({ days, given }) =>
    sql`(select div(${workedUntil(days, sql`g.b`)} - ${workedUntil(days, sql`g.a`)}, 60) from ${given})`,
}

/** Working seconds from the first day of the calendar to an instant. */
function workedUntil(days: Sql, instant: Sql): Sql {
  const today = sql`select coalesce(sum(greatest(0, extract(epoch from (least(${instant}, s.till) - s.since)))), 0)
    from unnest(d.starts, d.ends) as s(since, till)`
  return sql`(select case when ${instant} < d.until then d.minutes_before * 60 + (${today}) end
    from ${days} as d where d.calendar = g.c and d.begins <= ${instant} order by d.begins desc limit 1)`
}
