import { takes } from '../check/signatures.ts'
import { junction } from '../sql/nodes.ts'
import { BOOLEAN } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

export const or: Operator = {
  name: 'or',
  syntax: { kind: 'infix', symbol: 'or', precedence: PRECEDENCE.or, nary: true },
  json: ['or'],
  arity: { min: 2, max: Number.POSITIVE_INFINITY },
  forms: ['{boolean} or {boolean} → boolean'],
  type: takes(['boolean'], BOOLEAN),
  evaluate: (args) => (frame) => args.some((arg) => arg(frame) === true),
  sql: {
    condition: ({ node, condition }, negated) =>
      junction(
        negated ? 'and' : 'or',
        node.args.map((_, index) => condition(index, negated)),
      ),
  },
  doc: {
    en: 'True when one of the conditions is true; blank counts as false. Stops at the first that is.',
    'zh-CN': '任一条件为真时为真;空值视为假。遇到第一个成立的条件即停止。',
  },
  phrase: { en: '{* or }', 'zh-CN': '{* 或 }' },
  cases: [
    { expression: 'amount > 1 or active', record: { amount: '1', active: true }, gives: true },
    { expression: 'amount > 1 or active', record: { amount: '1', active: false }, gives: false },
    { expression: 'amount > 1 or active', record: { amount: null, active: null }, gives: false },
    { expression: 'amount > 1 or active', record: { amount: null, active: true }, gives: true },
    { expression: 'not (amount > 1 or active)', record: { amount: null, active: null }, gives: true },
    { expression: 'active or flag and amount > 1', record: { active: true, flag: false, amount: '0' }, gives: true },
    { expression: '(active or flag) and amount > 1', record: { active: true, flag: false, amount: '0' }, gives: false },
    { expression: 'active or name', refused: 'EXPRESSION_TYPE' },
    { expression: { or: [{ var: 'active' }, { var: 'flag' }] }, record: { flag: true }, gives: true },
    { expression: 'false or blank', gives: false },
    { expression: 'active or flag', record: { active: null, flag: true }, gives: true },
    { expression: Array.from({ length: 100 }, () => 'active').join(' or '), record: { active: false }, gives: false },
    { expression: 'day or active', refused: 'EXPRESSION_TYPE' },
  ],
}
