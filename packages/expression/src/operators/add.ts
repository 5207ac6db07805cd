import type { Decimal } from '@huozi/core'
import { amounts } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { chain } from '../sql/chain.ts'
import { arithmetic } from '../sql/nodes.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

export const add: Operator = {
  name: '+',
  syntax: { kind: 'infix', symbol: '+', precedence: PRECEDENCE.additive, nary: true },
  json: ['+'],
  arity: { min: 2, max: Number.POSITIVE_INFINITY },
  forms: ['{number} + {number} → number', '{duration} + {duration} → duration'],
  type: amounts((...given) => ({
    whole: Math.max(...given.map(({ whole }) => whole)) + String(given.length).length,
    scale: Math.max(...given.map(({ scale }) => scale)),
  })),
  evaluate: strict((...values: readonly Decimal[]) => values.reduce((sum, value) => sum.plus(value))),
  sql: { value: (call) => chain(call, (left, right) => arithmetic('+', left, right)) },
  doc: {
    en: 'Adds numbers exactly. Blank when one of them is blank.',
    'zh-CN': '数字相加,结果精确;任一为空则结果为空。',
  },
  phrase: { en: '{* + }', 'zh-CN': '{* + }' },
  cases: [
    { expression: 'amount + 1', record: { amount: '2.50' }, gives: '3.5' },
    { expression: '0.1 + 0.2', gives: '0.3' },
    { expression: 'amount + rate', record: { amount: '1', rate: null }, gives: null },
    { expression: 'amount + 1', record: { amount: '99999999999999.99' }, gives: '100000000000000.99' },
    { expression: 'amount + rate + 1', record: { amount: '-1.5', rate: '0.5' }, gives: '0' },
    { expression: 'amount + name', refused: 'EXPRESSION_TYPE' },
    { expression: { '+': [1, 2, { var: 'amount' }] }, record: { amount: '3' }, gives: '6' },
    { expression: { '+': [1] }, refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'amount + 1', record: { amount: '-1' }, gives: '0' },
    { expression: 'blank + 1', gives: null },
    { expression: 'add(1)', refused: 'EXPRESSION_NAME_UNKNOWN' },
    {
      expression: 'amount + 1',
      record: { amount: '12345678901234567890.123456789' },
      gives: '12345678901234567891.123456789',
    },
  ],
}
