import { type Operator, PRECEDENCE } from './operator.ts'
import { orderingEvaluate, orderingSql, orderingType } from './shared/ordering.ts'

export const atMost: Operator = {
  name: '<=',
  syntax: { kind: 'infix', symbol: '<=', precedence: PRECEDENCE.comparison },
  json: ['<='],
  arity: { min: 2, max: 2 },
  forms: [
    '{number} <= {number} → boolean',
    '{text} <= {text} → boolean',
    '{choice} <= {choice} → boolean',
    '{date} <= {date} → boolean',
    '{datetime} <= {datetime} → boolean',
    '{time} <= {time} → boolean',
    '{duration} <= {duration} → boolean',
  ],
  type: orderingType,
  evaluate: orderingEvaluate('<='),
  sql: orderingSql('<='),
  doc: {
    en: 'True when the first value comes before the second or is the same; false when one is blank.',
    'zh-CN': '第一个值不晚于(不大于)第二个为真;任一为空为假。',
  },
  phrase: { en: '{0} ≤ {1}', 'zh-CN': '{0} ≤ {1}' },
  cases: [
    { expression: 'amount <= 2', record: { amount: '2.00' }, gives: true },
    { expression: 'amount <= 2', record: { amount: '2.01' }, gives: false },
    { expression: 'not (amount <= 2)', record: { amount: '2' }, gives: false },
    { expression: 'amount <= rate', record: { amount: '1', rate: null }, gives: false },
    { expression: "stage <= 'S2'", record: { stage: 'S2' }, gives: true },
    { expression: "'S2' <= stage", record: { stage: 'S1' }, gives: false },
    { expression: 'day <= due', record: { day: '2026-01-31', due: '2026-01-31' }, gives: true },
    { expression: 'owner <= me', refused: 'EXPRESSION_TYPE' },
    { expression: { '<=': [1, { var: 'amount' }, 5] }, record: { amount: '5' }, gives: true },
    {
      expression: 'amount <= rate',
      record: { amount: '12345678901234567890.123456789', rate: '12345678901234567890.123456789' },
      gives: true,
    },
    { expression: "clock <= '08:30'", record: { clock: '08:30:00' }, gives: true },
    { expression: 'day <= due', record: { day: '2026-01-31', due: null }, gives: false },
    { expression: 'not (day <= due)', record: { day: null, due: null }, gives: true },
    { expression: 'amount <= day', refused: 'EXPRESSION_TYPE' },
  ],
}
