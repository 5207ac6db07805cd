import { type Operator, PRECEDENCE } from './operator.ts'
import { orderingEvaluate, orderingSql, orderingType } from './shared/ordering.ts'

export const greater: Operator = {
  name: '>',
  syntax: { kind: 'infix', symbol: '>', precedence: PRECEDENCE.comparison },
  json: ['>'],
  arity: { min: 2, max: 2 },
  forms: [
    '{number} > {number} → boolean',
    '{text} > {text} → boolean',
    '{choice} > {choice} → boolean',
    '{date} > {date} → boolean',
    '{datetime} > {datetime} → boolean',
    '{time} > {time} → boolean',
    '{duration} > {duration} → boolean',
  ],
  type: orderingType,
  evaluate: orderingEvaluate('>'),
  sql: orderingSql('>'),
  doc: {
    en: 'True when the first value comes after the second; false when one is blank.',
    'zh-CN': '第一个值在第二个之后(大于)为真;任一为空为假。',
  },
  phrase: { en: '{0} > {1}', 'zh-CN': '{0} > {1}' },
  cases: [
    { expression: 'amount > 1.5', record: { amount: '1.50' }, gives: false },
    { expression: 'visits > 3', record: { visits: 4 }, gives: true },
    { expression: 'visits > 3.5', record: { visits: 4 }, gives: true },
    { expression: 'amount > 1', record: { amount: null }, gives: false },
    { expression: 'not (amount > 1)', record: { amount: '1' }, gives: true },
    { expression: 'not (visits > rate)', record: { visits: 1, rate: null }, gives: true },
    {
      expression: 'at > seen',
      record: { at: '2026-01-01T00:00:00.001Z', seen: '2026-01-01T00:00:00.000Z' },
      gives: true,
    },
    { expression: "at > '2026-01-01T08:00:00+08:00'", record: { at: '2026-01-01T00:00:00.000Z' }, gives: false },
    { expression: "at > '2026-01-01'", refused: 'EXPRESSION_LITERAL' },
    { expression: "clock > '08:30'", record: { clock: '08:30:01' }, gives: true },
    { expression: 'at > day', refused: 'EXPRESSION_TYPE' },
    {
      expression: 'amount > rate',
      record: { amount: '12345678901234567890.123456789', rate: '12345678901234567890.123456788' },
      gives: true,
    },
    { expression: 'effort > effort * 0.5', record: { effort: '1' }, gives: true },
  ],
}
