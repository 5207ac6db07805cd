import type { Decimal } from '@huozi/core'
import { digitsOf, numberType } from '../check/digits.ts'
import type { Aggregate } from './aggregate.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'
import { valueOfKinds } from './shared/values.ts'

/** The two in the middle; twice the same one when their number is odd. */
function middleOf(values: readonly Decimal[]): readonly [Decimal, Decimal] | null {
  const sorted = values.toSorted((a, b) => a.cmp(b))
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  const high = sorted[Math.floor(sorted.length / 2)]
  return low === undefined || high === undefined ? null : [low, high]
}

export const median: Aggregate = {
  name: 'median',
  json: ['median'],
  takesValue: true,
  type: valueOfKinds(['number'], (type) => numberType({ whole: digitsOf(type).whole + 1, scale: 20 })),
  gather: () => (values) => {
    const middle = middleOf(values as readonly Decimal[])
    return middle === null ? null : middle[0].plus(middle[1]).div(2)
  },
  sql: 'median',
  forms: [
    'median(lines, {line:number}) → number',
    'median(lines, {line:number}, {line:boolean}) → number',
    'median(account.deals, {deal:number}) → number',
  ],
  doc: {
    en: 'The value in the middle of those of the related records, or the average of the two there. Blanks are skipped.',
    'zh-CN': '关联记录各值的中位数;个数为偶数时取中间两个的平均。忽略空值。',
  },
  phrase: { en: 'the median of {1} of {0}[ where {2}]', 'zh-CN': '{0} 中 {1} 的中位数[(满足 {2})]' },
  cases: [
    { expression: 'median(lines, amount)', record: WITH_LINES, gives: '6.25' },
    { expression: 'median(lines, amount)', record: WITHOUT_LINES, gives: null },
    { expression: 'median(lines, amount, active)', record: WITH_LINES, gives: '2.5' },
    { expression: 'median(lines, amount, is_blank(amount))', record: WITH_LINES, gives: null },
    { expression: 'median(lines, coalesce(amount, 0))', record: WITH_LINES, gives: '2.5' },
    { expression: 'median(lines, count(parts))', record: WITH_LINES, gives: '1' },
    { expression: 'median(lines, median(parts, amount))', record: WITH_LINES, gives: '4' },
    { expression: 'median(lines, amount * this.amount)', record: WITH_LINES, gives: '62.5' },
    { expression: 'median(account.deals, amount)', record: WITH_DEALS, gives: '4' },
    { expression: 'median(account.deals, amount, won)', record: WITH_DEALS, gives: '5.5' },
    {
      expression: 'median(lines, amount)',
      record: { lines: [{ amount: '3' }, { amount: '1' }, { amount: '-7' }, { amount: '2' }] },
      gives: '1.5',
    },
    {
      expression: 'median(lines, amount)',
      record: { lines: [{ amount: '5' }, { amount: '5' }, { amount: '1' }] },
      gives: '5',
    },
    { expression: { median: [{ var: 'lines' }, { var: 'amount' }] }, record: WITH_LINES, gives: '6.25' },
    { expression: 'median(lines, name)', refused: 'EXPRESSION_TYPE' },
    ...refusals('median', 'amount'),
  ],
}
