import type { Decimal } from '@huozi/core'
import { meanOf } from '../numbers/statistics.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { overItems } from './shared/list-argument.ts'
import { MANY, refusedLists } from './shared/list-cases.ts'
import { listNumbers, meanDigits } from './shared/list-numbers.ts'

export const avg: Operator = {
  name: 'avg',
  syntax: { kind: 'function' },
  json: ['avg'],
  arity: { min: 1, max: 1 },
  forms: ['avg({numbers}) → number'],
  type: listNumbers(meanDigits),
  evaluate: overItems((items: readonly Decimal[]) => meanOf(items)),
  sql: { value: ({ value }) => call('listAvg', [value(0)], 'numeric') },
  doc: {
    en: 'The mean of a list of numbers or durations, to 20 decimals. Blanks are skipped; blank when nothing is left.',
    'zh-CN': '数字或时长列表的平均值,保留 20 位小数;忽略空值,没有内容则为空。',
  },
  phrase: { en: 'the mean of {0}', 'zh-CN': '{0} 的平均值' },
  cases: [
    { expression: 'avg(scores)', record: { scores: ['1', '2', '6'] }, gives: '3' },
    { expression: 'avg(scores)', record: { scores: ['1', '1', '2'] }, gives: '1.33333333333333333333' },
    { expression: 'avg(scores)', record: { scores: ['-1', '-1', '0'] }, gives: '-0.66666666666666666667' },
    { expression: 'avg(scores)', record: { scores: null }, gives: null },
    { expression: 'avg([])', gives: null },
    { expression: 'avg([amount, rate])', record: { amount: '5', rate: null }, gives: '5' },
    { expression: 'avg([amount, rate])', record: { amount: null, rate: null }, gives: null },
    { expression: 'avg([0, 0])', gives: '0' },
    { expression: 'avg(scores)', record: MANY, gives: '250.5' },
    { expression: 'round(avg(scores), 2)', record: { scores: ['85', '90', '88.005'] }, gives: '87.67' },
    ...refusedLists('avg'),
  ],
}
