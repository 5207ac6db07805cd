import { decimal } from '@huozi/core'
import { numberType } from '../check/digits.ts'
import type { Aggregate } from './aggregate.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'
import { ofRecords } from './shared/values.ts'

export const count: Aggregate = {
  name: 'count',
  json: ['count'],
  takesValue: false,
  type: ofRecords(numberType({ whole: 10, scale: 0 })),
  gather: () => (values) => decimal(values.length),
  sql: 'count',
  forms: [
    'count(lines) → number',
    'count(lines, {line:boolean}) → number',
    'count(account.deals, {deal:boolean}) → number',
    'count(parts, {part:boolean}) → number',
  ],
  doc: {
    en: 'How many related records there are, or how many meet the condition; 0 when there are none.',
    'zh-CN': '关联记录的条数,或满足条件的条数;没有则为 0。',
  },
  phrase: { en: 'the number of {0}[ where {1}]', 'zh-CN': '{0} 的记录数[(满足 {1})]' },
  cases: [
    { expression: 'count(lines)', record: WITH_LINES, gives: '3' },
    { expression: 'count(lines)', record: WITHOUT_LINES, gives: '0' },
    { expression: 'count(lines, active)', record: WITH_LINES, gives: '1' },
    { expression: 'count(lines, not active)', record: WITH_LINES, gives: '2' },
    { expression: 'count(lines, amount >= this.amount)', record: WITH_LINES, gives: '1' },
    { expression: 'count(lines, name = outer.name)', record: WITH_LINES, gives: '1' },
    { expression: "count(lines, exists(parts, name = 'x'))", record: WITH_LINES, gives: '2' },
    { expression: 'count(lines, count(parts) > 1)', record: WITH_LINES, gives: '1' },
    { expression: 'count(lines, exists(parts, amount = outer.amount))', record: WITH_LINES, gives: '1' },
    { expression: 'count(lines, exists(parts, amount = this.amount))', record: WITH_LINES, gives: '1' },
    { expression: 'count(account.deals, won)', record: WITH_DEALS, gives: '2' },
    { expression: 'count(account.deals, amount > this.account.credit)', record: WITH_DEALS, gives: '1' },
    { expression: 'count(account.deals)', record: { account: null }, gives: '0' },
    { expression: 'count(lines, day > today())', record: WITH_LINES, gives: '0' },
    { expression: 'count(lines) * 2 > amount', record: WITH_LINES, gives: false },
    { expression: 'not (count(lines, active) > 1)', record: WITH_LINES, gives: true },
    { expression: { count: [{ var: 'lines' }, { var: 'active' }] }, record: WITH_LINES, gives: '1' },
    { expression: 'count(lines, exists(parts, exists(outer.parts, true)))', refused: 'EXPRESSION_LIMIT' },
    { expression: 'count(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'count()', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'count(lines, outer.amonut > 1)', refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: 'outer.amount > 1', refused: 'EXPRESSION_SCOPE' },
    ...refusals('count', ''),
  ],
}
