import { type Operator, PRECEDENCE } from './operator.ts'
import { orderingEvaluate, orderingSql, orderingType } from './shared/ordering.ts'

export const atLeast: Operator = {
  name: '>=',
  syntax: { kind: 'infix', symbol: '>=', precedence: PRECEDENCE.comparison },
  json: ['>='],
  arity: { min: 2, max: 2 },
  forms: [
    '{number} >= {number} → boolean',
    '{text} >= {text} → boolean',
    '{choice} >= {choice} → boolean',
    '{date} >= {date} → boolean',
    '{datetime} >= {datetime} → boolean',
    '{time} >= {time} → boolean',
    '{duration} >= {duration} → boolean',
  ],
  type: orderingType,
  evaluate: orderingEvaluate('>='),
  sql: orderingSql('>='),
  doc: {
    en: 'True when the first value comes after the second or is the same; false when one is blank.',
    'zh-CN': '第一个值不早于(不小于)第二个为真;任一为空为假。',
  },
  phrase: { en: '{0} ≥ {1}', 'zh-CN': '{0} ≥ {1}' },
  cases: [
    { expression: 'amount >= 2', record: { amount: '2' }, gives: true },
    { expression: 'amount >= 2', record: { amount: '1.999' }, gives: false },
    { expression: 'amount >= 2', record: { amount: null }, gives: false },
    { expression: 'not (amount >= 2)', record: { amount: '2' }, gives: false },
    { expression: "stage >= 'S3'", record: { stage: 'LOST' }, gives: true },
    { expression: "not (stage >= 'S3')", record: { stage: 'S1' }, gives: true },
    { expression: 'effort >= 1.5', refused: 'EXPRESSION_TYPE' },
    { expression: "name >= 'é'", record: { name: 'z' }, gives: false },
    { expression: 'account.credit >= 100', record: { 'account.credit': '100.00' }, gives: true },
    {
      expression: 'amount >= rate',
      record: { amount: '12345678901234567890.123456788', rate: '12345678901234567890.123456789' },
      gives: false,
    },
    { expression: "day >= '0001-01-01'", record: { day: '0001-01-01' }, gives: true },
    { expression: 'not (day >= due)', record: { day: null }, gives: true },
    { expression: 'people >= people', refused: 'EXPRESSION_TYPE' },
    { expression: 'amount >= blank', refused: 'EXPRESSION_TYPE' },
  ],
}
