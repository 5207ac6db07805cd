import { civilOf } from '../types/calendar.ts'
import type { Operator } from './operator.ts'
import { datePartEvaluate, datePartSql, datePartType } from './shared/date-part.ts'

export const month: Operator = {
  name: 'month',
  syntax: { kind: 'function' },
  json: ['month'],
  arity: { min: 1, max: 1 },
  forms: ['month({date}) → number'],
  type: datePartType,
  evaluate: datePartEvaluate((date) => civilOf(date).month),
  sql: datePartSql('month'),
  doc: { en: 'The month of a date, 1 to 12.', 'zh-CN': '日期的月份(1 至 12)。' },
  phrase: { en: 'the month of {0}', 'zh-CN': '{0} 的月份' },
  cases: [
    { expression: 'month(day)', record: { day: '2026-01-31' }, gives: '1' },
    { expression: 'month(day)', record: { day: '2026-12-01' }, gives: '12' },
    { expression: 'month(date(at))', record: { at: '2026-01-31T16:00:00.000Z' }, gives: '2' },
    { expression: 'month(day)', record: { day: null }, gives: null },
    { expression: 'month(at)', refused: 'EXPRESSION_TYPE' },
    { expression: "month('2026-13-01')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'month(day)', record: { day: '9999-12-31' }, gives: '12' },
    { expression: 'month(day)', record: { day: '2026-06-30' }, gives: '6' },
    { expression: 'month(day)', record: { day: '2024-02-29' }, gives: '2' },
    { expression: 'month(add_days(day, amount))', record: { day: '2026-06-30', amount: null }, gives: null },
    { expression: 'month(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'month()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
