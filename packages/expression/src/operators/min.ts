import type { Operator } from './operator.ts'
import { allResults, extremeEvaluate, extremeSql, extremeType } from './shared/extreme.ts'
import { MANY } from './shared/list-cases.ts'

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
    'min({time}, {time}) → time',
    'min({duration}, {duration}) → duration',
    'min({numbers}) → number',
    'min({texts}) → text',
    'min({dates}) → date',
  ],
  type: extremeType,
  results: allResults,
  evaluate: extremeEvaluate(-1),
  sql: extremeSql('least'),
  doc: {
    en: 'The smallest of the values, or of the items of a list. Blanks are skipped; blank when there is nothing else.',
    'zh-CN': '各值中最小的;忽略空值,全为空则为空。',
  },
  cases: [
    { expression: 'min(scores)', record: { scores: ['3', '1', '2'] }, gives: '1' },
    { expression: 'min(labels)', record: { labels: ['b', 'A', 'a'] }, gives: 'A' },
    { expression: 'min(days)', record: { days: ['2026-02-01', '2026-01-01'] }, gives: '2026-01-01' },
    { expression: 'min(scores)', record: { scores: null }, gives: null },
    { expression: 'min([amount, blank, rate])', record: { amount: '5' }, gives: '5' },
    { expression: 'min(scores)', record: MANY, gives: '1' },
    { expression: 'min(people)', refused: 'EXPRESSION_TYPE' },
    { expression: 'min(scores, amount)', refused: 'EXPRESSION_TYPE' },
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
