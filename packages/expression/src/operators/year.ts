import { civilOf } from '../types/calendar.ts'
import type { Operator } from './operator.ts'
import { datePartEvaluate, datePartSql, datePartType } from './shared/date-part.ts'

export const year: Operator = {
  name: 'year',
  syntax: { kind: 'function' },
  json: ['year'],
  arity: { min: 1, max: 1 },
  forms: ['year({date}) → number'],
  type: datePartType,
  evaluate: datePartEvaluate((date) => civilOf(date).year),
  sql: datePartSql('year'),
  doc: { en: 'The year of a date.', 'zh-CN': '日期的年份。' },
  phrase: { en: 'the year of {0}', 'zh-CN': '{0} 的年份' },
  cases: [
    { expression: 'year(day)', record: { day: '2026-01-31' }, gives: '2026' },
    { expression: 'year(day)', record: { day: '0001-01-01' }, gives: '1' },
    { expression: 'year(today())', gives: '2026' },
    { expression: 'year(day)', record: { day: null }, gives: null },
    { expression: 'year(at)', refused: 'EXPRESSION_TYPE' },
    { expression: "year('2026-13-01')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'year(day)', record: { day: '9999-12-31' }, gives: '9999' },
    { expression: 'year(day)', record: { day: '2026-06-30' }, gives: '2026' },
    { expression: 'year(day)', record: { day: '2024-02-29' }, gives: '2024' },
    { expression: 'year(add_days(day, amount))', record: { day: '2026-06-30', amount: null }, gives: null },
    { expression: 'year(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'year()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
