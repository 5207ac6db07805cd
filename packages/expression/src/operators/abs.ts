import type { Decimal } from '@huozi/core'
import { amounts } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'

export const abs: Operator = {
  name: 'abs',
  syntax: { kind: 'function' },
  json: ['abs'],
  arity: { min: 1, max: 1 },
  forms: ['abs({number}) → number', 'abs({duration}) → duration'],
  type: amounts((digits) => digits),
  evaluate: strict((value: Decimal) => value.abs()),
  sql: { value: ({ value }) => call('abs', [value(0)], 'numeric') },
  doc: { en: 'The number without its sign.', 'zh-CN': '绝对值。' },
  phrase: { en: 'the absolute value of {0}', 'zh-CN': '{0} 的绝对值' },
  cases: [
    { expression: 'abs(amount)', record: { amount: '-2.5' }, gives: '2.5' },
    { expression: 'abs(amount)', record: { amount: '2.5' }, gives: '2.5' },
    { expression: 'abs(amount)', record: { amount: '0' }, gives: '0' },
    { expression: 'abs(amount)', record: { amount: null }, gives: null },
    { expression: 'abs(amount - rate) > 1', record: { amount: '1', rate: '3' }, gives: true },
    { expression: 'abs(active)', refused: 'EXPRESSION_TYPE' },
    {
      expression: 'abs(amount)',
      record: { amount: '-12345678901234567890.123456789' },
      gives: '12345678901234567890.123456789',
    },
    { expression: 'abs(effort)', record: { effort: '-90' }, gives: '90' },
    { expression: 'abs(blank)', gives: null },
    { expression: 'abs(visits)', record: { visits: -5 }, gives: '5' },
    { expression: 'abs(day)', refused: 'EXPRESSION_TYPE' },
    { expression: 'abs()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
