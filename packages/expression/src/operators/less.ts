import { type Operator, PRECEDENCE } from './operator.ts'
import { orderingEvaluate, orderingSql, orderingType } from './shared/ordering.ts'

export const less: Operator = {
  name: '<',
  syntax: { kind: 'infix', symbol: '<', precedence: PRECEDENCE.comparison },
  json: ['<'],
  arity: { min: 2, max: 2 },
  forms: [
    '{number} < {number} → boolean',
    '{text} < {text} → boolean',
    '{choice} < {choice} → boolean',
    '{date} < {date} → boolean',
    '{datetime} < {datetime} → boolean',
    '{time} < {time} → boolean',
    '{duration} < {duration} → boolean',
  ],
  type: orderingType,
  evaluate: orderingEvaluate('<'),
  sql: orderingSql('<'),
  doc: {
    en: 'True when the first value comes before the second; false when one is blank. Text by code point, choices by their order.',
    'zh-CN': '第一个值在第二个之前为真;任一为空为假。文本按码点,选项按定义顺序。',
  },
  phrase: { en: '{0} < {1}', 'zh-CN': '{0} < {1}' },
  cases: [
    { expression: 'amount < 2', record: { amount: '1.99' }, gives: true },
    { expression: 'amount < 2', record: { amount: '2.00' }, gives: false },
    { expression: 'amount < 2', record: { amount: null }, gives: false },
    { expression: 'not (amount < 2)', record: { amount: null }, gives: true },
    { expression: 'not (amount < 2)', record: { amount: '2' }, gives: true },
    { expression: "'B' < 'a'", gives: true },
    { expression: "name < 'a'", record: { name: 'Z' }, gives: true },
    { expression: "name < '\uff5e'", record: { name: '\u{20000}' }, gives: false },
    { expression: "stage < 'WON'", record: { stage: 'S3' }, gives: true },
    { expression: 'stage < previous', record: { stage: 'WON', previous: 'S1' }, gives: false },
    { expression: "not (stage < 'S2')", record: { stage: null }, gives: true },
    { expression: "day < '2026-03-01'", record: { day: '2026-02-28' }, gives: true },
    { expression: 'amount < blank', refused: 'EXPRESSION_TYPE' },
    { expression: 'active < flag', refused: 'EXPRESSION_TYPE' },
    { expression: { '<': [1, { var: 'amount' }, 5] }, record: { amount: '5' }, gives: false },
    {
      expression: 'amount < rate',
      record: { amount: '12345678901234567890.123456788', rate: '12345678901234567890.123456789' },
      gives: true,
    },
    { expression: "clock < '08:30'", record: { clock: '08:29:59' }, gives: true },
  ],
}
