import type { Decimal } from '@huozi/core'
import { sumOf } from '../numbers/statistics.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { overItems } from './shared/list-argument.ts'
import { MANY, refusedLists } from './shared/list-cases.ts'
import { listNumbers } from './shared/list-numbers.ts'

export const sum: Operator = {
  name: 'sum',
  syntax: { kind: 'function' },
  json: ['sum'],
  arity: { min: 1, max: 1 },
  forms: ['sum({numbers}) → number'],
  type: listNumbers(({ whole, scale }) => ({ whole: whole + 4, scale })),
  evaluate: overItems((items: readonly Decimal[]) => sumOf(items)),
  sql: { value: ({ value }) => call('listSum', [value(0)], 'numeric') },
  doc: {
    en: 'The sum of a list of numbers or durations. Blanks are skipped; 0 when nothing is left.',
    'zh-CN': '数字或时长列表之和;忽略空值,没有内容则为 0。',
  },
  phrase: { en: 'the sum of {0}', 'zh-CN': '{0} 之和' },
  cases: [
    { expression: 'sum(scores)', record: { scores: ['1', '2.5', '-0.5'] }, gives: '3' },
    { expression: 'sum(scores)', record: { scores: ['0.1', '0.2'] }, gives: '0.3' },
    { expression: 'sum(scores)', record: { scores: null }, gives: '0' },
    { expression: 'sum([])', gives: '0' },
    { expression: 'sum([amount, rate, 3])', record: { amount: '5', rate: null }, gives: '8' },
    { expression: 'sum([blank, amount])', record: { amount: null }, gives: '0' },
    { expression: 'sum(scores)', record: MANY, gives: '125250' },
    { expression: 'sum(scores)', record: { scores: ['99999999999999.99', '0.01'] }, gives: '100000000000000' },
    { expression: 'sum(map(scores, $item * rate))', record: { scores: ['1', '2'], rate: '1.5' }, gives: '4.5' },
    { expression: 'sum([effort, effort])', record: { effort: '90.5' }, gives: '181' },
    { expression: { sum: [[1, 2, { var: 'amount' }]] }, record: { amount: '3' }, gives: '6' },
    ...refusedLists('sum'),
  ],
}
