import { type Decimal, ZERO } from '@huozi/core'
import { amounts } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { arithmetic, value as constant } from '../sql/nodes.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

export const negate: Operator = {
  name: 'negate',
  syntax: { kind: 'prefix', symbol: '-', precedence: PRECEDENCE.negate },
  json: ['-'],
  arity: { min: 1, max: 1 },
  forms: ['-{number} → number', '-{duration} → duration'],
  type: amounts((digits) => digits),
  evaluate: strict((value: Decimal) => ZERO.minus(value)),
  sql: { value: ({ value }) => arithmetic('-', constant(ZERO, 'numeric'), value(0)) },
  doc: { en: 'The opposite number.', 'zh-CN': '相反数。' },
  phrase: { en: '−{0}', 'zh-CN': '−{0}' },
  cases: [
    { expression: '-amount', record: { amount: '2.50' }, gives: '-2.5' },
    { expression: '-amount', record: { amount: '-1' }, gives: '1' },
    { expression: '-amount', record: { amount: '0' }, gives: '0' },
    { expression: '-amount', record: { amount: null }, gives: null },
    { expression: '-amount * 2 - -3', record: { amount: '1' }, gives: '1' },
    { expression: '--amount', record: { amount: '7' }, gives: '7' },
    { expression: '-name', refused: 'EXPRESSION_TYPE' },
    { expression: { '-': [{ var: 'amount' }] }, record: { amount: '4' }, gives: '-4' },
    {
      expression: '-amount',
      record: { amount: '12345678901234567890.123456789' },
      gives: '-12345678901234567890.123456789',
    },
    { expression: '-(-(1))', gives: '1' },
    { expression: '-effort', record: { effort: '90' }, gives: '-90' },
    { expression: '-day', refused: 'EXPRESSION_TYPE' },
    { expression: "-'1'", refused: 'EXPRESSION_TYPE' },
  ],
}
