import type { Decimal } from '@huozi/core'
import { numbers } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'

const TOWARDS_ZERO = 0
const AWAY_FROM_ZERO = 3

export const ceil: Operator = {
  name: 'ceil',
  syntax: { kind: 'function' },
  json: ['ceil'],
  arity: { min: 1, max: 1 },
  forms: ['ceil({number}) → number'],
  type: numbers(({ whole }) => ({ whole: whole + 1, scale: 0 })),
  evaluate: strict((value: Decimal) => value.round(0, value.gt(0) ? AWAY_FROM_ZERO : TOWARDS_ZERO)),
  sql: { value: ({ value }) => call('ceil', [value(0)], 'numeric') },
  doc: { en: 'The smallest whole number that is not less.', 'zh-CN': '不小于该数的最小整数。' },
  phrase: { en: '{0} rounded up', 'zh-CN': '{0} 向上取整' },
  cases: [
    { expression: 'ceil(amount)', record: { amount: '2.1' }, gives: '3' },
    { expression: 'ceil(amount)', record: { amount: '-2.9' }, gives: '-2' },
    { expression: 'ceil(amount)', record: { amount: '-0.5' }, gives: '0' },
    { expression: 'ceil(amount)', record: { amount: '7' }, gives: '7' },
    { expression: 'ceil(amount)', record: { amount: null }, gives: null },
    { expression: "ceil('a')", refused: 'EXPRESSION_TYPE' },
    { expression: 'ceil(amount)', record: { amount: '12345678901234567890.123456789' }, gives: '12345678901234567891' },
    { expression: 'ceil(amount)', record: { amount: '1.99' }, gives: '2' },
    { expression: 'ceil(amount)', record: { amount: '-1.99' }, gives: '-1' },
    { expression: 'ceil(amount / rate)', record: { amount: '1', rate: '0' }, gives: null },
    { expression: 'ceil(visits)', record: { visits: 7 }, gives: '7' },
    { expression: 'ceil(amount, 1)', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'ceil(active)', refused: 'EXPRESSION_TYPE' },
  ],
}
