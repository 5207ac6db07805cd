import type { Decimal } from '@huozi/core'
import { numbers } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'

const TOWARDS_ZERO = 0
const AWAY_FROM_ZERO = 3

export const floor: Operator = {
  name: 'floor',
  syntax: { kind: 'function' },
  json: ['floor'],
  arity: { min: 1, max: 1 },
  forms: ['floor({number}) → number'],
  type: numbers(({ whole }) => ({ whole: whole + 1, scale: 0 })),
  evaluate: strict((value: Decimal) => value.round(0, value.lt(0) ? AWAY_FROM_ZERO : TOWARDS_ZERO)),
  sql: { value: ({ value }) => call('floor', [value(0)], 'numeric') },
  doc: { en: 'The largest whole number that is not greater.', 'zh-CN': '不大于该数的最大整数。' },
  phrase: { en: '{0} rounded down', 'zh-CN': '{0} 向下取整' },
  cases: [
    { expression: 'floor(amount)', record: { amount: '2.9' }, gives: '2' },
    { expression: 'floor(amount)', record: { amount: '-2.1' }, gives: '-3' },
    { expression: 'floor(amount)', record: { amount: '-2' }, gives: '-2' },
    { expression: 'floor(amount)', record: { amount: '0' }, gives: '0' },
    { expression: 'floor(amount)', record: { amount: null }, gives: null },
    { expression: 'floor(day)', refused: 'EXPRESSION_TYPE' },
    {
      expression: 'floor(amount)',
      record: { amount: '12345678901234567890.123456789' },
      gives: '12345678901234567890',
    },
    { expression: 'floor(amount)', record: { amount: '1.99' }, gives: '1' },
    { expression: 'floor(amount)', record: { amount: '-1.99' }, gives: '-2' },
    { expression: 'floor(amount / rate)', record: { amount: '1', rate: '0' }, gives: null },
    { expression: 'floor(visits)', record: { visits: 7 }, gives: '7' },
    { expression: 'floor(amount, 1)', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: "floor('a')", refused: 'EXPRESSION_TYPE' },
  ],
}
