import type { Decimal } from '@huozi/core'
import { numbers } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { arithmetic } from '../sql/nodes.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

export const modulo: Operator = {
  name: '%',
  syntax: { kind: 'infix', symbol: '%', precedence: PRECEDENCE.multiplicative },
  json: ['%'],
  arity: { min: 2, max: 2 },
  forms: ['{number} % {number} → number'],
  type: numbers((a, b) => ({ whole: b.whole, scale: Math.max(a.scale, b.scale) })),
  evaluate: strict((a: Decimal, b: Decimal) => (b.eq(0) ? null : a.mod(b))),
  sql: { value: ({ value }) => arithmetic('%', value(0), value(1)) },
  doc: {
    en: 'The remainder of a division, with the sign of the first number. Blank when dividing by zero.',
    'zh-CN': '相除的余数,符号与被除数相同;除数为零则为空。',
  },
  phrase: { en: 'the remainder of {0} ÷ {1}', 'zh-CN': '{0} 除以 {1} 的余数' },
  cases: [
    { expression: 'amount % 3', record: { amount: '10' }, gives: '1' },
    { expression: 'amount % 3', record: { amount: '-10' }, gives: '-1' },
    { expression: 'amount % -3', record: { amount: '10' }, gives: '1' },
    { expression: 'amount % 0.4', record: { amount: '1' }, gives: '0.2' },
    { expression: 'amount % rate', record: { amount: '1', rate: '0' }, gives: null },
    { expression: 'amount % rate', record: { amount: null, rate: '3' }, gives: null },
    { expression: 'visits % 2', record: { visits: 7 }, gives: '1' },
    { expression: 'name % 2', refused: 'EXPRESSION_TYPE' },
    { expression: 'amount % 7', record: { amount: '12345678901234567890.5' }, gives: '1.5' },
    { expression: 'amount % 3', record: { amount: '3' }, gives: '0' },
    { expression: 'amount % 1', record: { amount: '2.75' }, gives: '0.75' },
    { expression: 'amount % day', refused: 'EXPRESSION_TYPE' },
    { expression: { '%': [{ var: 'amount' }, 2] }, record: { amount: '3' }, gives: '1' },
  ],
}
