import { arithmetic, between, bind, call, cases } from '../sql/nodes.ts'
import type { SqlCall } from '../sql/sql-meaning.ts'
import type { SqlNode } from '../sql/sql-node.ts'
import { civilOf, dateOf, daysInMonth } from '../types/calendar.ts'
import type { Operator } from './operator.ts'
import { dateShiftEvaluate, dateShiftType, number, whole } from './shared/date-shift.ts'

/** Months since the year 0: the first and the last of the calendar. */
const RANGE = [number(12), number(9999 * 12 + 11)] as const

/** The month is judged before it is reached: the database's own calendar ends too. */
function sql({ value }: SqlCall): SqlNode {
  return bind(value(0), (date) =>
    bind(whole(value(1)), (count) => {
      const month = arithmetic('+', monthNumber(date), count)
      const result = call('addMonths', [date, count], 'date')
      return cases([{ when: between(month, RANGE, false), result }], null, 'date')
    }),
  )
}

function monthNumber(date: SqlNode): SqlNode {
  const years = arithmetic('*', call('datePart', [date], 'numeric', 'year'), number(12))
  return arithmetic('+', years, arithmetic('-', call('datePart', [date], 'numeric', 'month'), number(1)))
}

export const addMonths: Operator = {
  name: 'add_months',
  syntax: { kind: 'function' },
  json: ['add_months'],
  arity: { min: 2, max: 2 },
  forms: ['add_months({date}, 3) → date', 'add_months({date}, {number}) → date'],
  type: dateShiftType,
  evaluate: dateShiftEvaluate(monthsLater),
  sql: { value: sql },
  doc: {
    en: 'The same day so many months later (earlier when negative), or the last day of a shorter month.',
    'zh-CN': '若干个月之后的同一日(负数为之前);当月没有该日则为月末。',
  },
  phrase: { en: '{0} plus {1} months', 'zh-CN': '{0} 加 {1} 个月' },
  cases: [
    { expression: 'add_months(day, 1)', record: { day: '2026-01-31' }, gives: '2026-02-28' },
    { expression: 'add_months(day, 12)', record: { day: '2024-02-29' }, gives: '2025-02-28' },
    { expression: 'add_months(day, -1)', record: { day: '2026-01-15' }, gives: '2025-12-15' },
    { expression: 'add_months(day, -13)', record: { day: '2026-01-15' }, gives: '2024-12-15' },
    { expression: 'add_months(day, 1)', record: { day: null }, gives: null },
    { expression: 'add_months(day, amount)', record: { day: '2026-01-31', amount: null }, gives: null },
    { expression: 'add_months(day, amount)', record: { day: '2026-01-31', amount: '3999999' }, gives: null },
    { expression: 'add_months(day, 1)', record: { day: '9999-12-01' }, gives: null },
    { expression: 'add_months(day, -1)', record: { day: '0001-01-31' }, gives: null },
    { expression: 'add_months(day, amount)', record: { day: '0001-01-31', amount: '-119999' }, gives: null },
    { expression: "add_months('2026-01-31', 99999999999)", gives: null },
    { expression: "add_months(day, 'x')", refused: 'EXPRESSION_TYPE' },
    { expression: 'add_months(day, 1.9)', record: { day: '2026-01-31' }, gives: '2026-02-28' },
    { expression: 'add_months(day)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}

function monthsLater(date: string, months: number): string | null {
  const { year, month, day } = civilOf(date)
  const first = dateOf({ year, month: month + months, day: 1 })
  if (first === null) return null
  const target = civilOf(first)
  return dateOf({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) })
}
