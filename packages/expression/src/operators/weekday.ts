import { dayNumber, weekdayOf } from '../types/calendar.ts'
import type { Operator } from './operator.ts'
import { datePartEvaluate, datePartSql, datePartType } from './shared/date-part.ts'

export const weekday: Operator = {
  name: 'weekday',
  syntax: { kind: 'function' },
  json: ['weekday'],
  arity: { min: 1, max: 1 },
  forms: ['weekday({date}) → number'],
  type: datePartType,
  evaluate: datePartEvaluate((date) => weekdayOf(dayNumber(date))),
  sql: datePartSql('isodow'),
  doc: { en: 'The day of the week of a date, Monday 1 to Sunday 7.', 'zh-CN': '日期是星期几(星期一为 1,星期日为 7)。' },
  phrase: { en: 'the weekday of {0}', 'zh-CN': '{0} 的星期' },
  cases: [
    { expression: 'weekday(day)', record: { day: '2026-11-22' }, gives: '7' },
    { expression: 'weekday(day)', record: { day: '2026-11-23' }, gives: '1' },
    { expression: 'weekday(day)', record: { day: '0001-01-01' }, gives: '1' },
    { expression: 'weekday(day)', record: { day: null }, gives: null },
    { expression: 'weekday(at)', refused: 'EXPRESSION_TYPE' },
    { expression: "weekday('2026-13-01')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'weekday(day)', record: { day: '9999-12-31' }, gives: '5' },
    { expression: 'weekday(day)', record: { day: '2026-06-30' }, gives: '2' },
    { expression: 'weekday(day)', record: { day: '2024-02-29' }, gives: '4' },
    { expression: 'weekday(add_days(day, amount))', record: { day: '2026-06-30', amount: null }, gives: null },
    { expression: 'weekday(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'weekday()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
