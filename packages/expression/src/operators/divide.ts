import type { Decimal } from '@huozi/core'
import { amountType, digitsOf } from '../check/digits.ts'
import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { arithmetic } from '../sql/nodes.ts'
import type { TypedNode } from '../typed-node.ts'
import { NUMBER } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

/** Numbers; a duration may be divided by a number, giving a duration, or by a duration, giving a number. */
const type: TypeRule = (call) => {
  const [of, by] = call.args as [TypedNode, TypedNode]
  const isDuration = of.type.kind === 'duration'
  const divisor = requireKind(by, isDuration && by.type.kind === 'duration' ? 'duration' : 'number')
  const dividend = requireKind(of, isDuration ? 'duration' : 'number')
  const digits = { whole: digitsOf(dividend.type).whole + digitsOf(divisor.type).scale, scale: 20 }
  return {
    type: amountType(divisor.type.kind === 'duration' ? NUMBER : dividend.type, digits),
    args: [dividend, divisor],
  }
}

export const divide: Operator = {
  name: '/',
  syntax: { kind: 'infix', symbol: '/', precedence: PRECEDENCE.multiplicative },
  json: ['/'],
  arity: { min: 2, max: 2 },
  forms: ['{number} / {number} → number', '{duration} / {number} → duration', '{duration} / {duration} → number'],
  type,
  evaluate: strict((a: Decimal, b: Decimal) => (b.eq(0) ? null : a.div(b))),
  sql: { value: ({ value }) => arithmetic('/', value(0), value(1)) },
  doc: {
    en: 'Divides to 20 decimals, half up away from zero. Blank when dividing by zero or when one side is blank.',
    'zh-CN': '相除,保留 20 位小数(四舍五入,远离零);除数为零或任一为空则结果为空。',
  },
  phrase: { en: '{0} ÷ {1}', 'zh-CN': '{0} ÷ {1}' },
  cases: [
    { expression: 'amount / 4', record: { amount: '10' }, gives: '2.5' },
    { expression: '1 / 3', gives: '0.33333333333333333333' },
    { expression: '-2 / 3', gives: '-0.66666666666666666667' },
    { expression: 'amount / rate', record: { amount: '1', rate: '0' }, gives: null },
    { expression: 'amount / rate', record: { amount: null, rate: '2' }, gives: null },
    { expression: 'amount / rate / 2', record: { amount: '12', rate: '3' }, gives: '2' },
    { expression: 'amount / rate * rate', record: { amount: '1', rate: '3' }, gives: '0.99999999999999999999' },
    // The quotient is 4.99999999999999999996e-21: rounding it twice would give 0.00000000000000000001.
    { expression: 'amount / rate', record: { amount: '1', rate: '200000000000000000001.6' }, gives: '0' },
    { expression: 'amount / active', refused: 'EXPRESSION_TYPE' },
    { expression: { '/': [{ var: 'amount' }, 8] }, record: { amount: '1' }, gives: '0.125' },
    { expression: 'effort / 2', record: { effort: '90' }, gives: '45' },
    { expression: 'amount / rate', record: { amount: '1', rate: null }, gives: null },
    {
      expression: 'amount / 7',
      record: { amount: '12345678901234567890' },
      gives: '1763668414462081127.14285714285714285714',
    },
  ],
}
