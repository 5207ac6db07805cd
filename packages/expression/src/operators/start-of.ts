import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { calendarUnitType, startOfUnit, unitOf } from './shared/calendar-unit.ts'

export const startOf: Operator = {
  name: 'start_of',
  syntax: { kind: 'function' },
  json: ['start_of'],
  arity: { min: 2, max: 2 },
  forms: [
    "start_of({date}, 'month') → date",
    "start_of({date}, 'half') → date",
    "start_of({date}, 'quarter') → date",
    "start_of({date}, 'year') → date",
    "start_of({date}, 'week') → date",
  ],
  type: calendarUnitType,
  evaluate: ([date], node) => {
    const unit = unitOf(node)
    return (frame) => {
      const of = date?.(frame) ?? null
      return of === null ? null : startOfUnit(of as string, unit)
    }
  },
  sql: { value: ({ node, value }) => call('startOf', [value(0)], 'date', unitOf(node)) },
  doc: {
    en: 'The first day of the year, half, quarter, month or week (from Monday) a date lies in.',
    'zh-CN': '日期所在年、半年、季度、月或周(从星期一起)的第一天。',
  },
  phrase: { en: 'the first day of the {1!} of {0}', 'zh-CN': '{0} 所在 {1!} 的第一天' },
  cases: [
    { expression: "start_of(day, 'half')", record: { day: '2026-08-15' }, gives: '2026-07-01' },
    { expression: "start_of(day, 'half')", record: { day: '2026-06-30' }, gives: '2026-01-01' },
    { expression: "start_of(today(), 'quarter')", gives: '2026-10-01' },
    { expression: "start_of(day, 'month')", record: { day: '2026-02-28' }, gives: '2026-02-01' },
    { expression: "start_of(day, 'quarter')", record: { day: '2026-12-31' }, gives: '2026-10-01' },
    { expression: "start_of(day, 'year')", record: { day: '2026-12-31' }, gives: '2026-01-01' },
    { expression: "start_of(day, 'week')", record: { day: '2026-11-22' }, gives: '2026-11-16' },
    { expression: "start_of(day, 'week')", record: { day: '0001-01-01' }, gives: '0001-01-01' },
    { expression: "start_of(day, 'month')", record: { day: null }, gives: null },
    { expression: "start_of(day, 'decade')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'start_of(day, name)', refused: 'EXPRESSION_TYPE' },
    { expression: "start_of(day, 'year')", record: { day: '9999-12-31' }, gives: '9999-01-01' },
    { expression: "start_of(amount, 'month')", refused: 'EXPRESSION_TYPE' },
  ],
}
