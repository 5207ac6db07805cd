import type { Decimal } from '@huozi/core'
import { amounts } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { arithmetic } from '../sql/nodes.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

export const subtract: Operator = {
  name: '-',
  syntax: { kind: 'infix', symbol: '-', precedence: PRECEDENCE.additive },
  json: ['-'],
  arity: { min: 2, max: 2 },
  forms: ['{number} - {number} → number', '{duration} - {duration} → duration'],
  type: amounts((a, b) => ({ whole: Math.max(a.whole, b.whole) + 1, scale: Math.max(a.scale, b.scale) })),
  evaluate: strict((a: Decimal, b: Decimal) => a.minus(b)),
  sql: { value: ({ value }) => arithmetic('-', value(0), value(1)) },
  doc: {
    en: 'Takes one number from another, exactly. Blank when one of them is blank.',
    'zh-CN': '数字相减,结果精确;任一为空则结果为空。',
  },
  phrase: { en: '{0} − {1}', 'zh-CN': '{0} − {1}' },
  cases: [
    { expression: 'amount - 1', record: { amount: '2.50' }, gives: '1.5' },
    { expression: '0.3 - 0.1', gives: '0.2' },
    { expression: 'amount - rate', record: { amount: '1', rate: null }, gives: null },
    { expression: 'amount - rate - 1', record: { amount: '10', rate: '2' }, gives: '7' },
    { expression: 'amount - (rate - 1)', record: { amount: '10', rate: '2' }, gives: '9' },
    { expression: 'amount - rate', record: { amount: '5', rate: '5' }, gives: '0' },
    { expression: 'day - 1', refused: 'EXPRESSION_TYPE' },
    { expression: { '-': [{ var: 'amount' }, 4] }, record: { amount: '1' }, gives: '-3' },
    {
      expression: 'amount - 0.000000001',
      record: { amount: '12345678901234567890.123456789' },
      gives: '12345678901234567890.123456788',
    },
    { expression: 'amount - 1', record: { amount: '-1' }, gives: '-2' },
    { expression: 'blank - 1', gives: null },
    { expression: 'effort - effort * 2', record: { effort: '60' }, gives: '-60' },
    { expression: 'effort - 1', refused: 'EXPRESSION_TYPE' },
  ],
}
