import type { Operator } from './operator.ts'
import { allResults, extremeEvaluate, extremeSql, extremeType } from './shared/extreme.ts'

export const min: Operator = {
  name: 'min',
  syntax: { kind: 'function' },
  json: ['min'],
  arity: { min: 1, max: Number.POSITIVE_INFINITY },
  forms: [
    'min({number}, {number}) → number',
    'min({text}, {text}) → text',
    'min({date}, {date}) → date',
    'min({datetime}, {datetime}) → datetime',
  ],
  type: extremeType,
  results: allResults,
  evaluate: extremeEvaluate(-1),
  sql: extremeSql('least'),
  doc: {
    en: 'The smallest of the values. Blanks are skipped; blank when there is nothing else.',
    'zh-CN': '各值中最小的;忽略空值,全为空则为空。',
  },
  cases: [
    { expression: 'min(amount, rate, 3)', record: { amount: '5', rate: '2.5' }, gives: '2.5' },
    { expression: 'min(amount, rate)', record: { amount: null, rate: '2' }, gives: '2' },
    { expression: 'min(amount, rate)', record: { amount: null, rate: null }, gives: null },
    { expression: 'min(day, due)', record: { day: '2026-02-01', due: '2026-01-31' }, gives: '2026-01-31' },
    { expression: "min(day, '2026-01-01')", record: { day: '2026-02-01' }, gives: '2026-01-01' },
    { expression: "min('a', 'B')", gives: 'B' },
    { expression: "min(name, 'a')", record: { name: 'Z' }, gives: 'Z' },
    { expression: 'min(amount, day)', refused: 'EXPRESSION_TYPE' },
    { expression: 'min(active, flag)', refused: 'EXPRESSION_TYPE' },
    { expression: { min: [3, 1, 2] }, gives: '1' },
  ],
}
