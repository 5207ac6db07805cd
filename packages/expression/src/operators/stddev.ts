import type { Decimal } from '@huozi/core'
import { deviationOf } from '../numbers/statistics.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { overItems } from './shared/list-argument.ts'
import { MANY, refusedLists } from './shared/list-cases.ts'
import { listNumbers, meanDigits } from './shared/list-numbers.ts'

export const stddev: Operator = {
  name: 'stddev',
  syntax: { kind: 'function' },
  json: ['stddev'],
  arity: { min: 1, max: 1 },
  forms: ['stddev({numbers}) → number'],
  type: listNumbers(meanDigits),
  evaluate: overItems((items: readonly Decimal[]) => deviationOf(items)),
  sql: { value: ({ value }) => call('listStddev', [value(0)], 'numeric') },
  doc: {
    en: 'The standard deviation of a list taken as a sample (divided by n − 1), to 20 decimals. Blanks are skipped; blank for fewer than two values.',
    'zh-CN': '列表的样本标准差(除以 n − 1),保留 20 位小数;忽略空值,少于两个值则为空。',
  },
  phrase: { en: 'the standard deviation of {0}', 'zh-CN': '{0} 的标准差' },
  cases: [
    {
      expression: 'stddev(scores)',
      record: { scores: ['2', '4', '4', '4', '5', '5', '7', '9'] },
      gives: '2.13808993529939507748',
    },
    { expression: 'stddev(scores)', record: { scores: ['1', '3'] }, gives: '1.4142135623730950488' },
    { expression: 'stddev(scores)', record: { scores: ['1', '2', '3'] }, gives: '1' },
    { expression: 'stddev(scores)', record: { scores: ['5', '5', '5'] }, gives: '0' },
    { expression: 'stddev(scores)', record: { scores: ['5'] }, gives: null },
    { expression: 'stddev(scores)', record: { scores: null }, gives: null },
    { expression: 'stddev([amount, rate])', record: { amount: '5', rate: null }, gives: null },
    { expression: 'stddev([])', gives: null },
    {
      expression: 'stddev(scores)',
      record: { scores: ['99999999999999.99', '-99999999999999.99'] },
      gives: '141421356237309.49073803324869001932',
    },
    { expression: 'round(stddev(scores), 4)', record: MANY, gives: '144.4818' },
    ...refusedLists('stddev'),
  ],
}
