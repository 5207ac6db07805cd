import { arithmetic, call, whenBetween } from '../sql/nodes.ts'
import type { SqlCall } from '../sql/sql-meaning.ts'
import type { SqlNode } from '../sql/sql-node.ts'
import { dateOfDay, dayNumber, FIRST_DAY, LAST_DAY } from '../types/calendar.ts'
import type { Operator } from './operator.ts'
import { dateShiftEvaluate, dateShiftType, number, whole } from './shared/date-shift.ts'

const RANGE = [number(FIRST_DAY), number(LAST_DAY)] as const

/** Counted in days since 1970 and judged before a date is made of it: the database's own calendar ends too. */
function sql({ value }: SqlCall): SqlNode {
  const day = arithmetic('+', call('dayNumber', [value(0)], 'numeric'), whole(value(1)))
  return whenBetween(day, RANGE, (inside) => call('dateOfDay', [inside], 'date'))
}

export const addDays: Operator = {
  name: 'add_days',
  syntax: { kind: 'function' },
  json: ['add_days'],
  arity: { min: 2, max: 2 },
  forms: ['add_days({date}, 30) → date', 'add_days({date}, {number}) → date'],
  type: dateShiftType,
  evaluate: dateShiftEvaluate((date, days) => dateOfDay(dayNumber(date) + days)),
  sql: { value: sql },
  doc: {
    en: 'The date so many days later (earlier when negative). Decimals are cut off.',
    'zh-CN': '若干天之后的日期(负数为之前);天数的小数部分舍去。',
  },
  phrase: { en: '{0} plus {1} days', 'zh-CN': '{0} 加 {1} 天' },
  cases: [
    { expression: 'add_days(day, 1)', record: { day: '2026-02-28' }, gives: '2026-03-01' },
    { expression: 'add_days(day, -1)', record: { day: '2024-03-01' }, gives: '2024-02-29' },
    { expression: 'add_days(day, amount)', record: { day: '2026-01-01', amount: '1.9' }, gives: '2026-01-02' },
    { expression: 'add_days(day, amount)', record: { day: '2026-01-01', amount: '-1.9' }, gives: '2025-12-31' },
    { expression: 'add_days(day, 1)', record: { day: null }, gives: null },
    { expression: 'add_days(day, amount)', record: { day: '2026-01-01', amount: null }, gives: null },
    { expression: 'add_days(day, 1)', record: { day: '9999-12-31' }, gives: null },
    { expression: 'add_days(day, amount)', record: { day: '2026-01-01', amount: '99999999999' }, gives: null },
    { expression: 'add_days(day, amount)', record: { day: '0001-01-01', amount: '-3999999' }, gives: null },
    { expression: "add_days('2026-01-31', -99999999999)", gives: null },
    { expression: 'add_days(at, 1)', refused: 'EXPRESSION_TYPE' },
    { expression: "add_days('2026-01-31', 1)", gives: '2026-02-01' },
  ],
}
