import type { Aggregate } from './aggregate.ts'
import { extremeOf, orderedValue } from './shared/extreme.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'

export const max: Aggregate = {
  name: 'max',
  json: ['max'],
  takesValue: true,
  type: orderedValue,
  gather: extremeOf(1),
  sql: 'max',
  forms: [
    'max(lines, {line:number}) → number',
    'max(lines, {line:text}, {line:boolean}) → text',
    'max(lines, {line:date}) → date',
    'max(lines, {line:datetime}) → datetime',
    'max(account.deals, {deal:number}, {deal:boolean}) → number',
    'max(parts, {part:number}) → number',
  ],
  doc: {
    en: 'The largest value of the related records. Blanks are skipped; blank when there is nothing else.',
    'zh-CN': '关联记录中最大的值;忽略空值,没有值则为空。',
  },
  phrase: { en: 'the largest {1} of {0}[ where {2}]', 'zh-CN': '{0} 中 {1} 的最大值[(满足 {2})]' },
  cases: [
    { expression: 'max(lines, amount)', record: WITH_LINES, gives: '10' },
    { expression: 'max(lines, amount)', record: WITHOUT_LINES, gives: null },
    { expression: 'max(lines, amount, active)', record: WITH_LINES, gives: '2.5' },
    { expression: 'max(lines, amount, is_blank(amount))', record: WITH_LINES, gives: null },
    { expression: 'max(lines, name)', record: WITH_LINES, gives: 'b' },
    { expression: 'max(lines, day)', record: WITH_LINES, gives: '2026-03-01' },
    { expression: 'max(lines, day, day < this.day)', record: WITH_LINES, gives: '2026-01-31' },
    { expression: 'max(lines, sum(parts, amount), exists(parts))', record: WITH_LINES, gives: '14' },
    { expression: 'max(lines, max(parts, amount))', record: WITH_LINES, gives: '10' },
    { expression: 'max(lines, coalesce(amount, 0))', record: WITH_LINES, gives: '10' },
    { expression: 'max(account.deals, amount)', record: WITH_DEALS, gives: '8' },
    { expression: 'max(account.deals, amount, not won)', record: WITH_DEALS, gives: '4' },
    {
      expression: 'max(lines, at)',
      record: { lines: [{ at: '2026-01-31T16:00:00.000Z' }] },
      gives: '2026-01-31T16:00:00.000Z',
    },
    { expression: "max(lines, 'é')", record: WITH_LINES, gives: 'é' },
    { expression: { max: [{ var: 'lines' }, { var: 'amount' }] }, record: WITH_LINES, gives: '10' },
    { expression: 'max(lines, active)', refused: 'EXPRESSION_TYPE' },
    ...refusals('max', 'amount'),
  ],
}
