import { roundDecimal } from '@huozi/core'
import type { Operator } from './operator.ts'
import { roundingEvaluate, roundingSql, roundingType } from './shared/rounding.ts'

export const round: Operator = {
  name: 'round',
  syntax: { kind: 'function' },
  json: ['round'],
  arity: { min: 1, max: 2 },
  forms: ['round({number}) → number', 'round({number}, 2) → number', 'round({number}, -1) → number'],
  type: roundingType,
  evaluate: roundingEvaluate(roundDecimal),
  sql: roundingSql('round'),
  doc: {
    en: 'Rounds half up, away from zero, to so many decimals (0 when left out; −2 rounds to hundreds).',
    'zh-CN': '四舍五入(远离零)到指定的小数位数(缺省为 0;−2 表示到百位)。',
  },
  phrase: { en: '{0} rounded to {1|0} decimals', 'zh-CN': '{0} 四舍五入到 {1|0} 位小数' },
  cases: [
    { expression: 'round(amount, 2)', record: { amount: '2.345' }, gives: '2.35' },
    { expression: 'round(amount, 2)', record: { amount: '-2.345' }, gives: '-2.35' },
    { expression: 'round(amount)', record: { amount: '0.5' }, gives: '1' },
    { expression: 'round(amount)', record: { amount: '-0.4' }, gives: '0' },
    { expression: 'round(amount, -3)', record: { amount: '1500' }, gives: '2000' },
    { expression: 'round(amount)', record: { amount: null }, gives: null },
    { expression: 'round(amount * rate / 100, 2)', record: { amount: '123456.78', rate: '30' }, gives: '37037.03' },
    { expression: 'round(amount, rate)', refused: 'EXPRESSION_TYPE' },
    { expression: 'round(amount, 1.5)', refused: 'EXPRESSION_LITERAL' },
    { expression: 'round(amount, 2, 3)', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: { round: [{ var: 'amount' }, 1] }, record: { amount: '0.25' }, gives: '0.3' },
    {
      expression: 'round(amount, 2)',
      record: { amount: '12345678901234567890.125' },
      gives: '12345678901234567890.13',
    },
    { expression: 'round(amount, 20)', record: { amount: '0.000000000000000000005' }, gives: '0.00000000000000000001' },
    { expression: 'round(day)', refused: 'EXPRESSION_TYPE' },
  ],
}
