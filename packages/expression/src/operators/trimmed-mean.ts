import type { Decimal } from '@huozi/core'
import { trimmedMeanOf } from '../numbers/statistics.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { overItemsWith } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'
import { listNumbers, meanDigits } from './shared/list-numbers.ts'

export const trimmedMean: Operator = {
  name: 'trimmed_mean',
  syntax: { kind: 'function' },
  json: ['trimmed_mean'],
  arity: { min: 2, max: 2 },
  forms: ['trimmed_mean({numbers}, 40) → number', 'trimmed_mean({numbers}, {number}) → number'],
  type: listNumbers(meanDigits),
  evaluate: overItemsWith((items: readonly Decimal[], percent: Decimal) => trimmedMeanOf(items, percent)),
  sql: { value: ({ value }) => call('listTrimmedMean', [value(0), value(1)], 'numeric') },
  doc: {
    en: 'The mean of a list without its extremes: so many percent of the values are left out (0 to below 100), half at each end, rounded down to whole values.',
    'zh-CN': '去掉两端极值后的平均值:共去掉指定百分比(0 到 100 以下)的值,两端各一半,个数向下取整。',
  },
  phrase: { en: 'the mean of {0} without {1} percent at its ends', 'zh-CN': '{0} 去掉两端共 {1}% 后的平均值' },
  cases: [
    {
      expression: 'trimmed_mean(scores, 40)',
      record: { scores: ['1', '85', '90', '88', '100'] },
      gives: '87.66666666666666666667',
    },
    { expression: 'trimmed_mean(scores, 0)', record: { scores: ['1', '2', '6'] }, gives: '3' },
    { expression: 'trimmed_mean(scores, 39.99)', record: { scores: ['0', '1', '2', '3', '10'] }, gives: '3.2' },
    { expression: 'trimmed_mean(scores, 99.99)', record: { scores: ['0', '1', '3', '10'] }, gives: '2' },
    { expression: 'trimmed_mean(scores, 100)', record: { scores: ['1'] }, gives: null },
    { expression: 'trimmed_mean(scores, -1)', record: { scores: ['1'] }, gives: null },
    { expression: 'trimmed_mean(scores, 20)', record: { scores: null }, gives: null },
    { expression: 'trimmed_mean(scores, rate)', record: { scores: ['1'], rate: null }, gives: null },
    { expression: 'trimmed_mean([amount, blank], 20)', record: { amount: '5' }, gives: '5' },
    { expression: 'trimmed_mean(scores, 10)', record: MANY, gives: '250.5' },
    { expression: 'trimmed_mean(labels, 10)', refused: 'EXPRESSION_TYPE' },
    { expression: 'trimmed_mean(scores, name)', refused: 'EXPRESSION_TYPE' },
    { expression: 'trimmed_mean(scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
