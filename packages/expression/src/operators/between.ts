import { comparison } from '../check/signatures.ts'
import { comparatorOf } from '../evaluate/compare-values.ts'
import { between as betweenNode } from '../sql/nodes.ts'
import { BOOLEAN } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

export const between: Operator = {
  name: 'between',
  syntax: { kind: 'infix', symbol: 'between', precedence: PRECEDENCE.comparison, joiner: 'and' },
  json: ['between'],
  arity: { min: 3, max: 3 },
  forms: [
    '{number} between {number} and {number} → boolean',
    '{date} between {date} and {date} → boolean',
    '{text} between {text} and {text} → boolean',
  ],
  type: comparison('number', 'text', 'date', 'datetime', 'time', 'duration'),
  evaluate: ([value, low, high], node) => {
    const order = comparatorOf(node.args[0]?.type ?? BOOLEAN)
    return (frame) => {
      const of = value?.(frame) ?? null
      const from = low?.(frame) ?? null
      const to = high?.(frame) ?? null
      return of !== null && from !== null && to !== null && order(of, from) >= 0 && order(of, to) <= 0
    }
  },
  sql: { condition: ({ value }, negated) => betweenNode(value(0), [value(1), value(2)], negated) },
  doc: {
    en: 'True when the value lies between two others, both included. False when one of the three is blank.',
    'zh-CN': '值在两者之间(含两端)为真;三者任一为空为假。',
  },
  phrase: { en: '{0} is between {1} and {2}', 'zh-CN': '{0} 在 {1} 与 {2} 之间' },
  cases: [
    { expression: 'amount between 3 and 8', record: { amount: '3' }, gives: true },
    { expression: 'amount between 3 and 8', record: { amount: '8.0' }, gives: true },
    { expression: 'amount between 3 and 8', record: { amount: '8.01' }, gives: false },
    { expression: 'amount between 8 and 3', record: { amount: '5' }, gives: false },
    { expression: 'amount between 3 and rate', record: { amount: '5', rate: null }, gives: false },
    { expression: 'not (amount between 3 and rate)', record: { amount: '5', rate: null }, gives: true },
    { expression: 'amount not between 3 and 8', record: { amount: '2' }, gives: true },
    { expression: 'amount + 1 between 3 and 8 and active', record: { amount: '7', active: true }, gives: true },
    { expression: "day between '2026-01-01' and '2026-12-31'", record: { day: '2026-12-31' }, gives: true },
    { expression: "amount between 1 and 'b'", refused: 'EXPRESSION_TYPE' },
    { expression: { '<=': [1, { var: 'amount' }, 5] }, record: { amount: '6' }, gives: false },
    { expression: "clock between '09:00' and '18:00'", record: { clock: '18:00:00' }, gives: true },
    {
      expression: 'amount between 0 and 99999999999999999999',
      record: { amount: '12345678901234567890.123456789' },
      gives: true,
    },
    { expression: "name between 'a' and 'b'", record: { name: 'ab' }, gives: true },
    { expression: 'amount between 3 and 8', record: { amount: null }, gives: false },
    { expression: 'active between true and false', refused: 'EXPRESSION_TYPE' },
  ],
}
