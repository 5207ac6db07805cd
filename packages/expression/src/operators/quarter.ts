import { civilOf } from '../types/calendar.ts'
import type { Operator } from './operator.ts'
import { datePartEvaluate, datePartSql, datePartType } from './shared/date-part.ts'

export const quarter: Operator = {
  name: 'quarter',
  syntax: { kind: 'function' },
  json: ['quarter'],
  arity: { min: 1, max: 1 },
  forms: ['quarter({date}) → number'],
  type: datePartType,
  evaluate: datePartEvaluate((date) => Math.ceil(civilOf(date).month / 3)),
  sql: datePartSql('quarter'),
  doc: { en: 'The quarter of a date, 1 to 4.', 'zh-CN': '日期所在的季度(1 至 4)。' },
  phrase: { en: 'the quarter of {0}', 'zh-CN': '{0} 的季度' },
  cases: [
    { expression: 'quarter(day)', record: { day: '2026-03-31' }, gives: '1' },
    { expression: 'quarter(day)', record: { day: '2026-04-01' }, gives: '2' },
    { expression: 'quarter(day)', record: { day: '2026-12-31' }, gives: '4' },
    { expression: 'quarter(day)', record: { day: null }, gives: null },
    { expression: 'quarter(at)', refused: 'EXPRESSION_TYPE' },
    { expression: "quarter('2026-13-01')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'quarter(day)', record: { day: '9999-12-31' }, gives: '4' },
    { expression: 'quarter(day)', record: { day: '2026-06-30' }, gives: '2' },
    { expression: 'quarter(day)', record: { day: '2024-02-29' }, gives: '1' },
    { expression: 'quarter(add_days(day, amount))', record: { day: '2026-06-30', amount: null }, gives: null },
    { expression: 'quarter(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'quarter()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
