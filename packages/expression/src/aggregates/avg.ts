import { type Decimal, decimal, ZERO } from '@huozi/core'
import { digitsOf, numberType } from '../check/digits.ts'
import type { Aggregate } from './aggregate.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'
import { valueOfKinds } from './shared/values.ts'

export const avg: Aggregate = {
  name: 'avg',
  json: ['avg'],
  takesValue: true,
  type: valueOfKinds(['number'], (type) => numberType({ whole: digitsOf(type).whole, scale: 20 })),
  gather: () => (values) => {
    if (values.length === 0) return null
    const total = (values as readonly Decimal[]).reduce((sum, value) => sum.plus(value), ZERO)
    return total.div(decimal(values.length))
  },
  sql: 'avg',
  forms: [
    'avg(lines, {line:number}) → number',
    'avg(lines, {line:number}, {line:boolean}) → number',
    'avg(account.deals, {deal:number}) → number',
    'avg(parts, {part:number}) → number',
  ],
  doc: {
    en: 'The average of a value of the related records, to 20 decimals. Blanks are skipped; blank when there is nothing else.',
    'zh-CN': '关联记录某个值的平均数,保留 20 位小数;忽略空值,没有值则为空。',
  },
  phrase: { en: 'the mean of {1} of {0}[ where {2}]', 'zh-CN': '{0} 中 {1} 的平均值[(满足 {2})]' },
  cases: [
    { expression: 'avg(lines, amount)', record: WITH_LINES, gives: '6.25' },
    { expression: 'avg(lines, amount)', record: WITHOUT_LINES, gives: null },
    { expression: 'avg(lines, amount, active)', record: WITH_LINES, gives: '2.5' },
    { expression: 'avg(lines, amount, is_blank(amount))', record: WITH_LINES, gives: null },
    { expression: 'avg(lines, coalesce(amount, 0))', record: WITH_LINES, gives: '4.16666666666666666667' },
    { expression: 'avg(lines, amount) > amount', record: WITH_LINES, gives: false },
    { expression: 'avg(lines, count(parts))', record: WITH_LINES, gives: '1' },
    { expression: 'avg(lines, avg(parts, amount))', record: WITH_LINES, gives: '4' },
    { expression: 'avg(lines, outer.amount)', record: WITH_LINES, gives: '10' },
    {
      expression: 'avg(lines, sum(parts, amount, amount < this.amount))',
      record: WITH_LINES,
      gives: '1.66666666666666666667',
    },
    { expression: 'avg(account.deals, amount)', record: WITH_DEALS, gives: '5' },
    { expression: 'avg(account.deals, amount, not won)', record: WITH_DEALS, gives: '4' },
    {
      expression: 'avg(lines, amount)',
      record: { lines: [{ amount: '-1' }, { amount: '-1' }, { amount: '0' }] },
      gives: '-0.66666666666666666667',
    },
    { expression: { avg: [{ var: 'lines' }, { var: 'amount' }] }, record: WITH_LINES, gives: '6.25' },
    { expression: 'avg(lines, day)', refused: 'EXPRESSION_TYPE' },
    ...refusals('avg', 'amount'),
  ],
}
