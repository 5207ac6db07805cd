import type { Aggregate } from './aggregate.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'
import { anyValue } from './shared/values.ts'

export const last: Aggregate = {
  name: 'last',
  json: ['last'],
  takesValue: true,
  type: anyValue,
  gather: () => (values) => values.at(-1) ?? null,
  sql: 'last',
  forms: [
    'last(lines, {line:number}) → number',
    'last(lines, {line:text}, {line:boolean}) → text',
    'last(lines, {line:date}) → date',
    'last(account.deals, {deal:boolean}) → boolean',
    'last(parts, {part:text}) → text',
  ],
  doc: {
    en: 'The value of the related record that was created last, among those where it is not blank.',
    'zh-CN': '创建最晚的关联记录的值;忽略空值。',
  },
  phrase: { en: 'the last {1} of {0}[ where {2}]', 'zh-CN': '{0} 中 {1} 的最后一个值[(满足 {2})]' },
  cases: [
    { expression: 'last(lines, amount)', record: WITH_LINES, gives: '10' },
    { expression: 'last(lines, amount)', record: WITHOUT_LINES, gives: null },
    { expression: 'last(lines, amount, active)', record: WITH_LINES, gives: '2.5' },
    { expression: 'last(lines, amount, is_blank(amount))', record: WITH_LINES, gives: null },
    { expression: 'last(lines, name)', record: WITH_LINES, gives: 'a' },
    { expression: 'last(lines, day)', record: WITH_LINES, gives: '2026-01-31' },
    { expression: 'last(lines, stage)', record: WITH_LINES, gives: 'S2' },
    { expression: "last(lines, stage) = 'S2'", record: WITH_LINES, gives: true },
    { expression: 'last(lines, last(parts, name))', record: WITH_LINES, gives: 'y' },
    { expression: 'last(lines, amount, exists(parts, amount = outer.amount))', record: WITH_LINES, gives: '10' },
    { expression: 'last(lines, amount * this.amount, amount < this.amount)', record: WITH_LINES, gives: '25' },
    { expression: 'last(account.deals, amount)', record: WITH_DEALS, gives: '8' },
    { expression: 'last(account.deals, amount, not won)', record: WITH_DEALS, gives: '4' },
    { expression: 'last(account.deals, won)', record: WITH_DEALS, gives: true },
    { expression: { last: [{ var: 'lines' }, { var: 'amount' }] }, record: WITH_LINES, gives: '10' },
    { expression: 'last(lines, blank)', refused: 'EXPRESSION_TYPE' },
    ...refusals('last', 'amount'),
  ],
}
