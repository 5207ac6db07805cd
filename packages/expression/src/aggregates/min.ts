import type { Aggregate } from './aggregate.ts'
import { extremeOf, orderedValue } from './shared/extreme.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'

export const min: Aggregate = {
  name: 'min',
  json: ['min'],
  takesValue: true,
  type: orderedValue,
  gather: extremeOf(-1),
  sql: 'min',
  forms: [
    'min(lines, {line:number}) → number',
    'min(lines, {line:text}, {line:boolean}) → text',
    'min(lines, {line:date}) → date',
    'min(lines, {line:datetime}) → datetime',
    'min(account.deals, {deal:number}, {deal:boolean}) → number',
    'min(parts, {part:number}) → number',
  ],
  doc: {
    en: 'The smallest value of the related records. Blanks are skipped; blank when there is nothing else.',
    'zh-CN': '关联记录中最小的值;忽略空值,没有值则为空。',
  },
  phrase: { en: 'the smallest {1} of {0}[ where {2}]', 'zh-CN': '{0} 中 {1} 的最小值[(满足 {2})]' },
  cases: [
    { expression: 'min(lines, amount)', record: WITH_LINES, gives: '2.5' },
    { expression: 'min(lines, amount)', record: WITHOUT_LINES, gives: null },
    { expression: 'min(lines, amount, active)', record: WITH_LINES, gives: '2.5' },
    { expression: 'min(lines, amount, is_blank(amount))', record: WITH_LINES, gives: null },
    { expression: 'min(lines, name)', record: WITH_LINES, gives: 'a' },
    { expression: 'min(lines, day)', record: WITH_LINES, gives: '2026-01-31' },
    { expression: 'min(lines, day, day < this.day)', record: WITH_LINES, gives: '2026-01-31' },
    { expression: 'min(lines, sum(parts, amount), exists(parts))', record: WITH_LINES, gives: '1' },
    { expression: 'min(lines, min(parts, amount))', record: WITH_LINES, gives: '1' },
    { expression: 'min(lines, coalesce(amount, 0))', record: WITH_LINES, gives: '0' },
    { expression: 'min(account.deals, amount)', record: WITH_DEALS, gives: '3' },
    { expression: 'min(account.deals, amount, not won)', record: WITH_DEALS, gives: '4' },
    {
      expression: 'min(lines, at)',
      record: { lines: [{ at: '2026-01-31T16:00:00.000Z' }] },
      gives: '2026-01-31T16:00:00.000Z',
    },
    { expression: "min(lines, 'é')", record: WITH_LINES, gives: 'é' },
    { expression: { min: [{ var: 'lines' }, { var: 'amount' }] }, record: WITH_LINES, gives: '2.5' },
    { expression: 'min(lines, active)', refused: 'EXPRESSION_TYPE' },
    ...refusals('min', 'amount'),
  ],
}
