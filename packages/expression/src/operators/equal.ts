import { type Operator, PRECEDENCE } from './operator.ts'
import { equalityEvaluate, equalitySql, equalityType } from './shared/equality.ts'

export const equal: Operator = {
  name: '=',
  syntax: { kind: 'infix', symbol: '=', precedence: PRECEDENCE.comparison },
  json: ['==', '===', '='],
  arity: { min: 2, max: 2 },
  forms: [
    '{number} = {number} → boolean',
    '{text} = {text} → boolean',
    '{date} = {date} → boolean',
    '{choice} = {choice} → boolean',
    '{boolean} = {boolean} → boolean',
    '{reference} = {reference} → boolean',
    '{text} = blank → boolean',
    '{time} = {time} → boolean',
    '{duration} = {duration} → boolean',
  ],
  type: equalityType,
  evaluate: equalityEvaluate(false),
  sql: equalitySql(false),
  doc: {
    en: 'True when both are the same value. False when one is blank; only the literal `blank` finds blanks.',
    'zh-CN': '两值相同为真;任一为空则为假,只有字面量 `blank` 能匹配空值。',
  },
  cases: [
    { expression: 'amount = 1.5', record: { amount: '1.50' }, gives: true },
    { expression: "name = 'a'", record: { name: 'A' }, gives: false },
    { expression: 'amount = rate', record: { amount: null, rate: null }, gives: false },
    { expression: 'name = blank', record: { name: null }, gives: true },
    { expression: 'name = blank', record: { name: 'a' }, gives: false },
    { expression: "stage = 'S2'", record: { stage: 'S2' }, gives: true },
    { expression: "day = '2026-02-28'", record: { day: '2026-02-28' }, gives: true },
    { expression: "day = '2026-02-30'", refused: 'EXPRESSION_LITERAL' },
    { expression: "stage = 'S9'", refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: 'amount = name', refused: 'EXPRESSION_TYPE' },
    { expression: 'owner = me', record: { owner: '01920000-0000-7000-8000-00000000000a' }, gives: true },
    { expression: { '===': [{ var: 'name' }, null] }, record: { name: null }, gives: true },
    { expression: "clock = '08:30'", record: { clock: '08:30:00' }, gives: true },
    { expression: 'effort = effort', record: { effort: '1.50' }, gives: true },
    { expression: 'blank = blank', gives: true },
    {
      expression: 'amount = rate',
      record: { amount: '12345678901234567890.123456789', rate: '12345678901234567890.123456788' },
      gives: false,
    },
  ],
}
