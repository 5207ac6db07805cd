import { BOOLEAN } from '../types/value-type.ts'
import type { Aggregate } from './aggregate.ts'
import { refusals, WITH_DEALS, WITH_LINES, WITHOUT_LINES } from './shared/sample-lines.ts'
import { ofRecords } from './shared/values.ts'

export const exists: Aggregate = {
  name: 'exists',
  json: ['exists'],
  takesValue: false,
  type: ofRecords(BOOLEAN),
  gather: () => (values) => values.length > 0,
  sql: 'exists',
  forms: [
    'exists(lines) → boolean',
    'exists(lines, {line:boolean}) → boolean',
    'exists(account.deals, {deal:boolean}) → boolean',
    'exists(parts, {part:boolean}) → boolean',
  ],
  doc: {
    en: 'True when there is a related record, or one that meets the condition.',
    'zh-CN': '存在关联记录(或满足条件的关联记录)时为真。',
  },
  phrase: { en: 'there is one of {0}[ where {1}]', 'zh-CN': '{0} 中有记录[满足 {1}]' },
  cases: [
    { expression: 'exists(lines)', record: WITH_LINES, gives: true },
    { expression: 'exists(lines)', record: WITHOUT_LINES, gives: false },
    { expression: 'not exists(lines)', record: WITHOUT_LINES, gives: true },
    { expression: 'exists(lines, active)', record: WITH_LINES, gives: true },
    { expression: 'exists(lines, amount > 10)', record: WITH_LINES, gives: false },
    { expression: 'not exists(lines, amount > 10)', record: WITH_LINES, gives: true },
    { expression: 'exists(lines, is_blank(amount))', record: WITH_LINES, gives: true },
    { expression: 'exists(lines, amount = outer.amount)', record: WITH_LINES, gives: true },
    {
      expression: "exists(lines, exists(parts, name = 'y' and amount = this.amount))",
      record: WITH_LINES,
      gives: true,
    },
    { expression: 'exists(lines, not exists(parts))', record: WITH_LINES, gives: true },
    { expression: "exists(lines, stage >= 'S2' and day < this.day)", record: WITH_LINES, gives: true },
    { expression: 'exists(lines, owner = me)', record: WITH_LINES, gives: false },
    { expression: 'exists(account.deals, not won and amount > this.amount)', record: WITH_DEALS, gives: true },
    { expression: 'exists(account.deals)', record: { account: null }, gives: false },
    { expression: "if(exists(lines, active), 'yes', 'no')", record: WITH_LINES, gives: 'yes' },
    { expression: { exists: [{ var: 'account.deals' }, { var: 'won' }] }, record: WITH_DEALS, gives: true },
    { expression: "exists(lines, stage = 'S9')", refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: 'exists(active)', refused: 'EXPRESSION_TYPE' },
    ...refusals('exists', ''),
  ],
}
