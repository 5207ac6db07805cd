import { takes } from '../check/signatures.ts'
import { junction } from '../sql/nodes.ts'
import { BOOLEAN } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

export const and: Operator = {
  name: 'and',
  syntax: { kind: 'infix', symbol: 'and', precedence: PRECEDENCE.and, nary: true },
  json: ['and'],
  arity: { min: 2, max: Number.POSITIVE_INFINITY },
  forms: ['{boolean} and {boolean} → boolean'],
  type: takes(['boolean'], BOOLEAN),
  evaluate: (args) => (frame) => args.every((arg) => arg(frame) === true),
  sql: {
    condition: ({ node, condition }, negated) =>
      junction(
        negated ? 'or' : 'and',
        node.args.map((_, index) => condition(index, negated)),
      ),
  },
  doc: {
    en: 'True when all conditions are true; blank counts as false. Stops at the first that is not.',
    'zh-CN': '所有条件都为真时为真;空值视为假。遇到第一个不成立的条件即停止。',
  },
  phrase: { en: '{* and }', 'zh-CN': '{* 且 }' },
  cases: [
    { expression: 'amount > 1 and active', record: { amount: '2', active: true }, gives: true },
    { expression: 'amount > 1 and active', record: { amount: '2', active: false }, gives: false },
    { expression: 'amount > 1 and active', record: { amount: '2', active: null }, gives: false },
    { expression: 'amount > 1 and active', record: { amount: null, active: true }, gives: false },
    { expression: 'active and flag and true', record: { active: true, flag: true }, gives: true },
    { expression: 'not (amount > 1 and active)', record: { amount: null, active: true }, gives: true },
    { expression: 'amount and active', refused: 'EXPRESSION_TYPE' },
    { expression: { and: [{ var: 'active' }] }, record: { active: true }, gives: true },
    { expression: 'true and blank', gives: false },
    { expression: 'active and flag', record: { active: false, flag: false }, gives: false },
    { expression: Array.from({ length: 100 }, () => 'active').join(' and '), record: { active: true }, gives: true },
    { expression: 'not (active and flag)', record: { active: null, flag: null }, gives: true },
    { expression: "active and 'x'", refused: 'EXPRESSION_TYPE' },
  ],
}
