import type { Operator } from './operator.ts'
import { allResults, extremeEvaluate, extremeSql, extremeType } from './shared/extreme.ts'
import { MANY } from './shared/list-cases.ts'

export const max: Operator = {
  name: 'max',
  syntax: { kind: 'function' },
  json: ['max'],
  arity: { min: 1, max: Number.POSITIVE_INFINITY },
  forms: [
    'max({number}, {number}) → number',
    'max({text}, {text}) → text',
    'max({date}, {date}) → date',
    'max({datetime}, {datetime}) → datetime',
    'max({time}, {time}) → time',
    'max({duration}, {duration}) → duration',
    'max({numbers}) → number',
    'max({texts}) → text',
    'max({dates}) → date',
  ],
  type: extremeType,
  results: allResults,
  evaluate: extremeEvaluate(1),
  sql: extremeSql('greatest'),
  doc: {
    en: 'The largest of the values. Blanks are skipped; blank when there is nothing else.',
    'zh-CN': '各值中最大的;忽略空值,全为空则为空。',
  },
  phrase: { en: 'the largest of {*}', 'zh-CN': '{*} 中最大的' },
  cases: [
    { expression: 'max(scores)', record: { scores: ['3', '1', '2'] }, gives: '3' },
    { expression: 'max(labels)', record: { labels: ['b', 'A', 'a'] }, gives: 'b' },
    { expression: 'max(days)', record: { days: ['2026-02-01', '2026-01-01'] }, gives: '2026-02-01' },
    { expression: 'max(scores)', record: { scores: null }, gives: null },
    { expression: 'max([amount, blank, rate])', record: { amount: '5' }, gives: '5' },
    { expression: 'max(scores)', record: MANY, gives: '500' },
    { expression: 'max(people)', refused: 'EXPRESSION_TYPE' },
    { expression: 'max(scores, amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'max(amount, rate, 3)', record: { amount: '5', rate: '2.5' }, gives: '5' },
    { expression: 'max(amount, 0)', record: { amount: '-1' }, gives: '0' },
    { expression: 'max(amount, rate)', record: { amount: '1', rate: null }, gives: '1' },
    { expression: 'max(amount, rate)', record: { amount: null, rate: null }, gives: null },
    { expression: 'max(day, due)', record: { day: '2026-02-01', due: '2026-01-31' }, gives: '2026-02-01' },
    { expression: "max(name, 'é')", record: { name: 'z' }, gives: 'é' },
    { expression: "max(amount, 'a')", refused: 'EXPRESSION_TYPE' },
    { expression: { max: [3, 1, 2] }, gives: '3' },
    { expression: 'max()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
