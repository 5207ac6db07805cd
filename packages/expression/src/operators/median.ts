import type { Decimal } from '@huozi/core'
import { medianOf } from '../numbers/statistics.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { overItems } from './shared/list-argument.ts'
import { MANY, refusedLists } from './shared/list-cases.ts'
import { listNumbers } from './shared/list-numbers.ts'

export const median: Operator = {
  name: 'median',
  syntax: { kind: 'function' },
  json: ['median'],
  arity: { min: 1, max: 1 },
  forms: ['median({numbers}) → number'],
  type: listNumbers(({ whole, scale }) => ({ whole: whole + 1, scale: scale + 1 })),
  evaluate: overItems((items: readonly Decimal[]) => medianOf(items)),
  sql: { value: ({ value }) => call('listMedian', [value(0)], 'numeric') },
  doc: {
    en: 'The middle value of a list, or the exact mean of the two in the middle. Blanks are skipped; blank when nothing is left.',
    'zh-CN': '列表的中位数;偶数个时取中间两个的精确平均;忽略空值,没有内容则为空。',
  },
  phrase: { en: 'the median of {0}', 'zh-CN': '{0} 的中位数' },
  cases: [
    { expression: 'median(scores)', record: { scores: ['3', '1', '2'] }, gives: '2' },
    { expression: 'median(scores)', record: { scores: ['4', '1', '3', '2'] }, gives: '2.5' },
    { expression: 'median(scores)', record: { scores: ['7'] }, gives: '7' },
    { expression: 'median(scores)', record: { scores: ['-1', '10', '10'] }, gives: '10' },
    { expression: 'median(scores)', record: { scores: null }, gives: null },
    { expression: 'median([amount, rate])', record: { amount: '5', rate: null }, gives: '5' },
    { expression: 'median([blank])', gives: null },
    {
      expression: 'median(scores)',
      record: { scores: ['0.000000000000000000001', '0.000000000000000000002'] },
      gives: '0.0000000000000000000015',
    },
    { expression: 'median(scores)', record: MANY, gives: '250.5' },
    { expression: 'median([effort])', record: { effort: '60' }, gives: '60' },
    ...refusedLists('median'),
  ],
}
