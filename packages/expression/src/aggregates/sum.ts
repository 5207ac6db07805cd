import type { Decimal } from '@huozi/core'
import { ZERO } from '@huozi/core'
import { digitsOf, numberType } from '../check/digits.ts'
import type { Aggregate } from './aggregate.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'
import { valueOfKinds } from './shared/values.ts'

/** Digits a sum may have more than what is added up: ten thousand million records. */
const CARRY = 10

export const sum: Aggregate = {
  name: 'sum',
  json: ['sum'],
  takesValue: true,
  type: valueOfKinds(['number'], (type) => {
    const { whole, scale } = digitsOf(type)
    return numberType({ whole: whole + CARRY, scale })
  }),
  gather: () => (values) => (values as readonly Decimal[]).reduce((total, value) => total.plus(value), ZERO),
  sql: 'sum',
  forms: [
    'sum(lines, {line:number}) → number',
    'sum(lines, {line:number}, {line:boolean}) → number',
    'sum(account.deals, {deal:number}) → number',
    'sum(parts, {part:number}, {part:boolean}) → number',
  ],
  doc: {
    en: 'The sum of a value of the related records, exactly. Blanks are skipped; 0 when there is nothing to add.',
    'zh-CN': '关联记录某个值的合计,结果精确;忽略空值,没有可加的则为 0。',
  },
  phrase: { en: 'the sum of {1} of {0}[ where {2}]', 'zh-CN': '{0} 中 {1} 之和[(满足 {2})]' },
  cases: [
    { expression: 'sum(lines, amount)', record: WITH_LINES, gives: '12.5' },
    { expression: 'sum(lines, amount)', record: WITHOUT_LINES, gives: '0' },
    { expression: 'sum(lines, amount, active)', record: WITH_LINES, gives: '2.5' },
    { expression: 'sum(lines, amount, is_blank(amount))', record: WITH_LINES, gives: '0' },
    { expression: 'sum(lines, amount * 2, amount < this.amount)', record: WITH_LINES, gives: '5' },
    { expression: 'sum(lines, outer.amount - amount)', record: WITH_LINES, gives: '7.5' },
    { expression: 'sum(lines, sum(parts, amount))', record: WITH_LINES, gives: '15' },
    { expression: 'sum(lines, sum(parts, outer.amount * this.amount))', record: WITH_LINES, gives: '225' },
    { expression: 'sum(lines, count(parts))', record: WITH_LINES, gives: '3' },
    { expression: 'sum(lines, if(active, amount, 0))', record: WITH_LINES, gives: '2.5' },
    { expression: 'amount - sum(lines, amount)', record: WITH_LINES, gives: '-2.5' },
    { expression: "sum(lines, attr(stage, 'probability'))", record: WITH_LINES, gives: '40' },
    { expression: 'sum(account.deals, amount, won)', record: WITH_DEALS, gives: '11' },
    {
      expression: 'sum(lines, amount)',
      record: { lines: [{ amount: '0.1' }, { amount: '0.2' }, { amount: '99999999999999999999' }] },
      gives: '99999999999999999999.3',
    },
    { expression: { sum: [{ var: 'lines' }, { '+': [{ var: 'amount' }, 1] }] }, record: WITH_LINES, gives: '14.5' },
    { expression: 'sum(lines, name)', refused: 'EXPRESSION_TYPE' },
    ...refusals('sum', 'amount'),
  ],
}
