import type { Aggregate } from './aggregate.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'
import { anyValue } from './shared/values.ts'

export const first: Aggregate = {
  name: 'first',
  json: ['first'],
  takesValue: true,
  type: anyValue,
  gather: () => (values) => values.at(0) ?? null,
  sql: 'first',
  forms: [
    'first(lines, {line:number}) → number',
    'first(lines, {line:text}, {line:boolean}) → text',
    'first(lines, {line:date}) → date',
    'first(account.deals, {deal:boolean}) → boolean',
    'first(parts, {part:text}) → text',
  ],
  doc: {
    en: 'The value of the related record that was created first, among those where it is not blank.',
    'zh-CN': '创建最早的关联记录的值;忽略空值。',
  },
  phrase: { en: 'the first {1} of {0}[ where {2}]', 'zh-CN': '{0} 中 {1} 的第一个值[(满足 {2})]' },
  cases: [
    { expression: 'first(lines, amount)', record: WITH_LINES, gives: '2.5' },
    { expression: 'first(lines, amount)', record: WITHOUT_LINES, gives: null },
    { expression: 'first(lines, amount, active)', record: WITH_LINES, gives: '2.5' },
    { expression: 'first(lines, amount, is_blank(amount))', record: WITH_LINES, gives: null },
    { expression: 'first(lines, name)', record: WITH_LINES, gives: 'b' },
    { expression: 'first(lines, day)', record: WITH_LINES, gives: '2026-03-01' },
    { expression: 'first(lines, stage)', record: WITH_LINES, gives: 'S1' },
    { expression: "first(lines, stage) = 'S1'", record: WITH_LINES, gives: true },
    { expression: 'first(lines, first(parts, name))', record: WITH_LINES, gives: 'x' },
    { expression: 'first(lines, amount, exists(parts, amount = outer.amount))', record: WITH_LINES, gives: '10' },
    { expression: 'first(lines, amount * this.amount, amount < this.amount)', record: WITH_LINES, gives: '25' },
    { expression: 'first(account.deals, amount)', record: WITH_DEALS, gives: '3' },
    { expression: 'first(account.deals, amount, not won)', record: WITH_DEALS, gives: '4' },
    { expression: 'first(account.deals, won)', record: WITH_DEALS, gives: true },
    { expression: { first: [{ var: 'lines' }, { var: 'amount' }] }, record: WITH_LINES, gives: '2.5' },
    { expression: 'first(lines, blank)', refused: 'EXPRESSION_TYPE' },
    ...refusals('first', 'amount'),
  ],
}
