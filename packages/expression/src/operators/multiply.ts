import type { Decimal } from '@huozi/core'
import { amountType, digitsOf } from '../check/digits.ts'
import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { chain } from '../sql/chain.ts'
import { arithmetic } from '../sql/nodes.ts'
import { NUMBER } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

/** Numbers, one of which may be a duration. */
const type: TypeRule = (call) => {
  const times = call.args.findIndex((arg) => arg.type.kind === 'duration')
  const args = call.args.map((arg, index) => requireKind(arg, index === times ? 'duration' : 'number'))
  const digits = args.map((arg) => digitsOf(arg.type))
  const product = digits.reduce((a, b) => ({ whole: a.whole + b.whole, scale: a.scale + b.scale }))
  return { type: amountType(args[times]?.type ?? NUMBER, product), args }
}

export const multiply: Operator = {
  name: '*',
  syntax: { kind: 'infix', symbol: '*', precedence: PRECEDENCE.multiplicative, nary: true },
  json: ['*'],
  arity: { min: 2, max: Number.POSITIVE_INFINITY },
  forms: ['{number} * {number} → number', '{duration} * {number} → duration', '{number} * {duration} → duration'],
  type,
  evaluate: strict((...values: readonly Decimal[]) => values.reduce((product, value) => product.times(value))),
  sql: { value: (call) => chain(call, (left, right) => arithmetic('*', left, right)) },
  doc: {
    en: 'Multiplies numbers exactly. Blank when one of them is blank.',
    'zh-CN': '数字相乘,结果精确;任一为空则结果为空。',
  },
  phrase: { en: '{* × }', 'zh-CN': '{* × }' },
  cases: [
    { expression: 'amount * rate', record: { amount: '2.5', rate: '4' }, gives: '10' },
    { expression: '0.1 * 0.1', gives: '0.01' },
    { expression: 'amount * 0', record: { amount: null }, gives: null },
    { expression: 'amount * rate * 2', record: { amount: '-1.5', rate: '0.1' }, gives: '-0.3' },
    { expression: 'amount * 0', record: { amount: '-5' }, gives: '0' },
    {
      expression: 'amount * rate',
      record: { amount: '12345678901234567890.12345678', rate: '9876543210.0123456789' },
      gives: '121932631124980947899999999910.989178478763907942',
    },
    { expression: 'amount * name', refused: 'EXPRESSION_TYPE' },
    { expression: 'amount * amount * amount * amount * amount * amount * amount', refused: 'EXPRESSION_LIMIT' },
    { expression: { '*': [2, 3, 4] }, gives: '24' },
    { expression: 'amount * rate', record: { amount: '1', rate: null }, gives: null },
    { expression: 'effort * 1.5', record: { effort: '60' }, gives: '90' },
    { expression: 'effort * effort', refused: 'EXPRESSION_TYPE' },
  ],
}
