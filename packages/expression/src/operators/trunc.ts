import type { Operator } from './operator.ts'
import { roundingEvaluate, roundingSql, roundingType } from './shared/rounding.ts'

const TOWARDS_ZERO = 0

export const trunc: Operator = {
  name: 'trunc',
  syntax: { kind: 'function' },
  json: ['trunc'],
  arity: { min: 1, max: 2 },
  forms: ['trunc({number}) → number', 'trunc({number}, 2) → number'],
  type: roundingType,
  evaluate: roundingEvaluate((value, places) => value.round(places, TOWARDS_ZERO)),
  sql: roundingSql('trunc'),
  doc: {
    en: 'Cuts off the decimals after so many (0 when left out), towards zero.',
    'zh-CN': '向零截去指定位数之后的小数(缺省为 0)。',
  },
  phrase: { en: '{0} cut off after {1|0} decimals', 'zh-CN': '{0} 截断到 {1|0} 位小数' },
  cases: [
    { expression: 'trunc(amount, 1)', record: { amount: '2.39' }, gives: '2.3' },
    { expression: 'trunc(amount)', record: { amount: '-2.9' }, gives: '-2' },
    { expression: 'trunc(amount)', record: { amount: '-0.9' }, gives: '0' },
    { expression: 'trunc(amount, -2)', record: { amount: '199' }, gives: '100' },
    { expression: 'trunc(amount)', record: { amount: null }, gives: null },
    { expression: 'trunc(name)', refused: 'EXPRESSION_TYPE' },
    {
      expression: 'trunc(amount)',
      record: { amount: '12345678901234567890.123456789' },
      gives: '12345678901234567890',
    },
    { expression: 'trunc(amount)', record: { amount: '1.99' }, gives: '1' },
    { expression: 'trunc(amount)', record: { amount: '-1.99' }, gives: '-1' },
    { expression: 'trunc(amount / rate)', record: { amount: '1', rate: '0' }, gives: null },
    { expression: 'trunc(visits)', record: { visits: 7 }, gives: '7' },
    { expression: 'trunc(amount, 21)', refused: 'EXPRESSION_LITERAL' },
    { expression: 'trunc()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
