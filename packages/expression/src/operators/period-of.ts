import type { TypeRule } from '../check/type-rule.ts'
import { call } from '../sql/nodes.ts'
import { TEXT } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { calendarUnitType, codeOfUnit, unitOf } from './shared/calendar-unit.ts'

const type: TypeRule = (given) => ({ ...calendarUnitType(given), type: TEXT })

export const periodOf: Operator = {
  name: 'period_of',
  syntax: { kind: 'function' },
  json: ['period_of'],
  arity: { min: 2, max: 2 },
  forms: [
    "period_of({date}, 'month') → text",
    "period_of({date}, 'quarter') → text",
    "period_of({date}, 'half') → text",
    "period_of({date}, 'year') → text",
    "period_of({date}, 'week') → text",
  ],
  type,
  evaluate: ([date], node) => {
    const unit = unitOf(node)
    return (frame) => {
      const of = date?.(frame) ?? null
      return of === null ? null : codeOfUnit(of as string, unit)
    }
  },
  sql: { value: ({ node, value }) => call('periodOf', [value(0)], 'text', unitOf(node)) },
  doc: {
    en: 'The code of the year, half, quarter, month or ISO week a date lies in: `2026`, `2026-H2`, `2026-Q3`, `2026-07`, `2026-W30`. Codes of one unit order like their dates.',
    'zh-CN':
      '日期所在年、半年、季度、月或 ISO 周的代码:`2026`、`2026-H2`、`2026-Q3`、`2026-07`、`2026-W30`;同一单位的代码顺序与日期一致。',
  },
  phrase: { en: 'the {1!} in which {0} lies', 'zh-CN': '{0} 所在的 {1!}' },
  cases: [
    { expression: "period_of(day, 'quarter')", record: { day: '2026-09-29' }, gives: '2026-Q3' },
    { expression: "period_of(day, 'month')", record: { day: '2026-07-31' }, gives: '2026-07' },
    { expression: "period_of(day, 'half')", record: { day: '2026-07-01' }, gives: '2026-H2' },
    { expression: "period_of(day, 'half')", record: { day: '2026-06-30' }, gives: '2026-H1' },
    { expression: "period_of(day, 'year')", record: { day: '0001-01-01' }, gives: '0001' },
    { expression: "period_of(day, 'week')", record: { day: '2027-01-03' }, gives: '2026-W53' },
    { expression: "period_of(day, 'week')", record: { day: '2024-12-30' }, gives: '2025-W01' },
    { expression: "period_of(day, 'week')", record: { day: '9999-12-31' }, gives: '9999-W52' },
    { expression: "period_of(day, 'week')", record: { day: '0001-01-01' }, gives: '0001-W01' },
    { expression: "period_of(today(), 'quarter')", gives: '2026-Q4' },
    { expression: "period_of(day, 'month')", record: { day: null }, gives: null },
    {
      expression: "period_of(day, 'month') = period_of(due, 'month')",
      record: { day: '2026-07-01', due: '2026-07-31' },
      gives: true,
    },
    { expression: "period_of(day, 'decade')", refused: 'EXPRESSION_LITERAL' },
    { expression: "period_of(at, 'month')", refused: 'EXPRESSION_TYPE' },
    { expression: 'period_of(day)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
