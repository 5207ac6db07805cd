import type { SqlCall } from '../../sql/sql-meaning.ts'
import type { SqlCalendarFunction, SqlNode } from '../../sql/sql-node.ts'
import { sqlTypeOf } from '../../sql/sql-node.ts'

/** Counting by the calendar of the expression, for the database. */
export function calendarSql(name: SqlCalendarFunction) {
  return (call: SqlCall): SqlNode => ({
    kind: 'calendar',
    name,
    calendar: call.calendar(),
    args: [call.value(0), call.value(1)],
    type: sqlTypeOf(call.node.type),
  })
}
