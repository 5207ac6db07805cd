import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { calendarUnitType, endOfUnit, unitOf } from './shared/calendar-unit.ts'
import { withinCalendar } from './shared/date-shift.ts'

export const endOf: Operator = {
  name: 'end_of',
  syntax: { kind: 'function' },
  json: ['end_of'],
  arity: { min: 2, max: 2 },
  forms: [
    "end_of({date}, 'month') → date",
    "end_of({date}, 'half') → date",
    "end_of({date}, 'quarter') → date",
    "end_of({date}, 'year') → date",
    "end_of({date}, 'week') → date",
  ],
  type: calendarUnitType,
  evaluate: ([date], node) => {
    const unit = unitOf(node)
    return (frame) => {
      const of = date?.(frame) ?? null
      return of === null ? null : endOfUnit(of as string, unit)
    }
  },
  sql: { value: ({ node, value }) => withinCalendar(call('endOf', [value(0)], 'date', unitOf(node))) },
  doc: {
    en: 'The last day of the year, half, quarter, month or week (to Sunday) a date lies in.',
    'zh-CN': '日期所在年、半年、季度、月或周(到星期日止)的最后一天。',
  },
  phrase: { en: 'the last day of the {1!} of {0}', 'zh-CN': '{0} 所在 {1!} 的最后一天' },
  cases: [
    { expression: "end_of(day, 'half')", record: { day: '2026-08-15' }, gives: '2026-12-31' },
    { expression: "end_of(day, 'half')", record: { day: '2026-06-30' }, gives: '2026-06-30' },
    { expression: "end_of(today(), 'quarter')", gives: '2026-12-31' },
    { expression: "end_of(day, 'month')", record: { day: '2024-02-01' }, gives: '2024-02-29' },
    { expression: "end_of(day, 'quarter')", record: { day: '2026-10-01' }, gives: '2026-12-31' },
    { expression: "end_of(day, 'year')", record: { day: '9999-01-01' }, gives: '9999-12-31' },
    { expression: "end_of(day, 'week')", record: { day: '2026-11-22' }, gives: '2026-11-22' },
    { expression: "end_of(day, 'week')", record: { day: '9999-12-31' }, gives: null },
    { expression: "end_of(day, 'month')", record: { day: null }, gives: null },
    { expression: "end_of(at, 'month')", refused: 'EXPRESSION_TYPE' },
    { expression: "end_of(day, 'year')", record: { day: '0001-01-01' }, gives: '0001-12-31' },
    { expression: "end_of(day, 'decade')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'end_of(day)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
