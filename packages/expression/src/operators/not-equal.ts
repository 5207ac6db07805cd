import { type Operator, PRECEDENCE } from './operator.ts'
import { equalityEvaluate, equalitySql, equalityType } from './shared/equality.ts'

export const notEqual: Operator = {
  name: '!=',
  syntax: { kind: 'infix', symbol: '!=', precedence: PRECEDENCE.comparison },
  json: ['!=', '!=='],
  arity: { min: 2, max: 2 },
  forms: [
    '{number} != {number} → boolean',
    '{text} != {text} → boolean',
    '{choice} != {choice} → boolean',
    '{datetime} != {datetime} → boolean',
    '{number} != blank → boolean',
    '{time} != {time} → boolean',
    '{duration} != {duration} → boolean',
  ],
  type: equalityType,
  evaluate: equalityEvaluate(true),
  sql: equalitySql(true),
  doc: {
    en: 'The exact opposite of `=`: also true when one side is blank. "stage is not won" includes blanks.',
    'zh-CN': '与 `=` 严格相反:任一为空时也为真。"阶段不是赢单"包含空值。',
  },
  phrase: { en: '{0} ≠ {1}', 'zh-CN': '{0} ≠ {1}' },
  cases: [
    { expression: 'amount != 1.5', record: { amount: '1.50' }, gives: false },
    { expression: "stage != 'WON'", record: { stage: null }, gives: true },
    { expression: "stage != 'WON'", record: { stage: 'WON' }, gives: false },
    { expression: 'amount != rate', record: { amount: null, rate: null }, gives: true },
    { expression: 'not (amount != rate)', record: { amount: null, rate: null }, gives: false },
    { expression: 'name != blank', record: { name: 'a' }, gives: true },
    { expression: 'name != blank', record: { name: '' }, gives: false },
    { expression: 'owner != me', record: { owner: null }, gives: true },
    { expression: 'amount != name', refused: 'EXPRESSION_TYPE' },
    { expression: { '!==': [{ var: 'name' }, 'a'] }, record: { name: 'b' }, gives: true },
    { expression: "day != '2026-01-01'", record: { day: '2026-01-02' }, gives: true },
    {
      expression: 'amount != rate',
      record: { amount: '12345678901234567890.123456789', rate: '12345678901234567890.123456788' },
      gives: true,
    },
    { expression: "clock != '08:30'", record: { clock: null }, gives: true },
    { expression: 'tags != tags', refused: 'EXPRESSION_TYPE' },
    { expression: "stage != 'S9'", refused: 'EXPRESSION_NAME_UNKNOWN' },
  ],
}
