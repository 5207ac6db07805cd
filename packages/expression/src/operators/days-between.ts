import { decimal } from '@huozi/core'
import { numberType } from '../check/digits.ts'
import { takes } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { call } from '../sql/nodes.ts'
import { dayNumber } from '../types/calendar.ts'
import type { Operator } from './operator.ts'

export const daysBetween: Operator = {
  name: 'days_between',
  syntax: { kind: 'function' },
  json: ['days_between'],
  arity: { min: 2, max: 2 },
  forms: ['days_between({date}, {date}) → number'],
  type: takes(['date'], numberType({ whole: 7, scale: 0 })),
  evaluate: strict((from: string, to: string) => decimal(dayNumber(to) - dayNumber(from))),
  sql: { value: ({ value }) => call('daysBetween', [value(0), value(1)], 'numeric') },
  doc: {
    en: 'The days from the first date to the second: 0 on the same day, negative when the second is earlier.',
    'zh-CN': '从第一个日期到第二个日期的天数;同一天为 0,第二个较早则为负。',
  },
  phrase: { en: 'the days from {0} to {1}', 'zh-CN': '从 {0} 到 {1} 的天数' },
  cases: [
    { expression: 'days_between(day, due)', record: { day: '2026-01-01', due: '2026-01-31' }, gives: '30' },
    { expression: 'days_between(day, due)', record: { day: '2026-01-01', due: '2026-01-01' }, gives: '0' },
    { expression: 'days_between(day, due)', record: { day: '2026-03-01', due: '2026-02-28' }, gives: '-1' },
    { expression: 'days_between(day, due)', record: { day: '0001-01-01', due: '9999-12-31' }, gives: '3652058' },
    { expression: 'days_between(day, due)', record: { day: null, due: '2026-01-01' }, gives: null },
    { expression: "days_between('2026-01-01', day)", record: { day: '2026-01-11' }, gives: '10' },
    { expression: 'days_between(at, due)', refused: 'EXPRESSION_TYPE' },
    { expression: 'days_between(day, due)', record: { day: '2024-02-28', due: '2024-03-01' }, gives: '2' },
    { expression: 'days_between(day, due)', record: { day: '2026-01-01', due: null }, gives: null },
    { expression: 'days_between(today(), today())', gives: '0' },
    { expression: 'days_between(day, amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'days_between(day)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
