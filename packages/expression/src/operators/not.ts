import { takes } from '../check/signatures.ts'
import { BOOLEAN } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

export const not: Operator = {
  name: 'not',
  syntax: { kind: 'prefix', symbol: 'not', precedence: PRECEDENCE.not },
  json: ['!', 'not'],
  arity: { min: 1, max: 1 },
  forms: ['not {boolean} → boolean'],
  type: takes(['boolean'], BOOLEAN),
  evaluate:
    ([operand]) =>
    (frame) =>
      operand?.(frame) !== true,
  sql: { condition: ({ condition }, negated) => condition(0, !negated) },
  doc: {
    en: 'The exact opposite of a condition: true also where a comparison fails because of a blank.',
    'zh-CN': '条件的严格相反;因空值而不成立的比较,取反后为真。',
  },
  phrase: { en: 'not {0}', 'zh-CN': '非 {0}' },
  cases: [
    { expression: 'not active', record: { active: true }, gives: false },
    { expression: 'not active', record: { active: false }, gives: true },
    { expression: 'not active', record: { active: null }, gives: true },
    { expression: 'not (amount > 5)', record: { amount: null }, gives: true },
    { expression: 'not (amount > 5)', record: { amount: '5' }, gives: true },
    { expression: "not (stage = 'S1' and amount > 5)", record: { stage: 'S1', amount: '6' }, gives: false },
    { expression: 'not not active', record: { active: null }, gives: false },
    { expression: 'not amount', refused: 'EXPRESSION_TYPE' },
    { expression: { '!': [{ var: 'active' }] }, record: { active: false }, gives: true },
    { expression: { '!!': [{ var: 'active' }] }, record: { active: null }, gives: false },
    { expression: 'not (active and not flag)', record: { active: true, flag: null }, gives: false },
    { expression: 'not blank', gives: true },
    { expression: 'not (amount in (1, 2))', record: { amount: null }, gives: true },
    {
      expression: 'not (amount > rate)',
      record: { amount: '12345678901234567890.123456789', rate: '12345678901234567890.123456789' },
      gives: true,
    },
    { expression: "not 'a'", refused: 'EXPRESSION_TYPE' },
  ],
}
