import { civilOf } from '../types/calendar.ts'
import type { Operator } from './operator.ts'
import { datePartEvaluate, datePartSql, datePartType } from './shared/date-part.ts'

export const day: Operator = {
  name: 'day',
  syntax: { kind: 'function' },
  json: ['day'],
  arity: { min: 1, max: 1 },
  forms: ['day({date}) → number'],
  type: datePartType,
  evaluate: datePartEvaluate((date) => civilOf(date).day),
  sql: datePartSql('day'),
  doc: { en: 'The day of the month of a date, 1 to 31.', 'zh-CN': '日期在当月的第几日(1 至 31)。' },
  phrase: { en: 'the day of the month of {0}', 'zh-CN': '{0} 的日' },
  cases: [
    { expression: 'day(day)', record: { day: '2026-01-31' }, gives: '31' },
    { expression: 'day(day)', record: { day: '2024-02-29' }, gives: '29' },
    { expression: 'day(today())', gives: '22' },
    { expression: 'day(day)', record: { day: null }, gives: null },
    { expression: 'day(at)', refused: 'EXPRESSION_TYPE' },
    { expression: "day('2026-13-01')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'day(day)', record: { day: '9999-12-31' }, gives: '31' },
    { expression: 'day(day)', record: { day: '2026-06-30' }, gives: '30' },
    { expression: 'day(day)', record: { day: '2024-02-29' }, gives: '29' },
    { expression: 'day(add_days(day, amount))', record: { day: '2026-06-30', amount: null }, gives: null },
    { expression: 'day(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'day()', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'day(day) + month(day)', record: { day: '2026-06-30' }, gives: '36' },
  ],
}
