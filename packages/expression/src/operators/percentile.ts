import type { Decimal } from '@huozi/core'
import { percentileOf } from '../numbers/statistics.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { overItemsWith } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'
import { listNumbers, meanDigits } from './shared/list-numbers.ts'

export const percentile: Operator = {
  name: 'percentile',
  syntax: { kind: 'function' },
  json: ['percentile'],
  arity: { min: 2, max: 2 },
  forms: ['percentile({numbers}, 90) → number', 'percentile({numbers}, {number}) → number'],
  type: listNumbers(meanDigits),
  evaluate: overItemsWith((items: readonly Decimal[], percent: Decimal) => percentileOf(items, percent)),
  sql: { value: ({ value }) => call('listPercentile', [value(0), value(1)], 'numeric') },
  doc: {
    en: 'The value of a list below which so many percent of it lie (0 to 100), interpolated between neighbours, to 20 decimals; 50 is the median. Blanks are skipped; blank when nothing is left.',
    'zh-CN': '列表的百分位数(0 到 100,相邻值间线性插值,保留 20 位小数;50 即中位数);忽略空值,没有内容则为空。',
  },
  phrase: { en: 'percentile {1} of {0}', 'zh-CN': '{0} 的第 {1} 百分位数' },
  cases: [
    { expression: 'percentile(scores, 50)', record: { scores: ['4', '1', '3', '2'] }, gives: '2.5' },
    { expression: 'percentile(scores, 90)', record: { scores: ['10', '20', '30', '40', '50'] }, gives: '46' },
    { expression: 'percentile(scores, 0)', record: { scores: ['3', '1', '2'] }, gives: '1' },
    { expression: 'percentile(scores, 100)', record: { scores: ['3', '1', '2'] }, gives: '3' },
    { expression: 'percentile(scores, 33)', record: { scores: ['1', '2', '4'] }, gives: '1.66' },
    { expression: 'percentile(scores, 100.1)', record: { scores: ['1'] }, gives: null },
    { expression: 'percentile(scores, -1)', record: { scores: ['1'] }, gives: null },
    { expression: 'percentile(scores, 90)', record: { scores: null }, gives: null },
    { expression: 'percentile(scores, rate)', record: { scores: ['1'], rate: null }, gives: null },
    { expression: 'percentile([amount, blank], 90)', record: { amount: '5' }, gives: '5' },
    { expression: 'percentile(scores, 90)', record: MANY, gives: '450.1' },
    { expression: 'percentile(labels, 90)', refused: 'EXPRESSION_TYPE' },
    { expression: "percentile(scores, 'x')", refused: 'EXPRESSION_TYPE' },
    { expression: 'percentile(scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
