import { decimal } from '@huozi/core'
import { numberType } from '../check/digits.ts'
import { takes } from '../check/signatures.ts'
import type { Operator } from './operator.ts'
import { calendarSql } from './shared/workdays.ts'

export const businessMinutes: Operator = {
  name: 'business_minutes',
  syntax: { kind: 'function' },
  json: ['business_minutes'],
  arity: { min: 2, max: 2 },
  forms: ['business_minutes({datetime}, {datetime}) → number'],
  type: takes(['datetime'], numberType({ whole: 9, scale: 0 })),
  reads: ['calendar'],
  evaluate:
    ([from, to], _node, settings) =>
    (frame) => {
      const [a, b] = [from?.(frame) ?? null, to?.(frame) ?? null]
      if (a === null || b === null) return null
      const calendar = settings.calendar(frame)
      const minutes = calendar?.businessMinutes(Date.parse(a as string), Date.parse(b as string)) ?? null
      return minutes === null ? null : decimal(minutes)
    },
  sql: { value: calendarSql('businessMinutes') },
  doc: {
    en: 'The whole minutes of working time from one instant to another, on the clock of the calendar of the expression; negative when the second is earlier. Blank outside the years 2000 to 2059.',
    'zh-CN': '按表达式所用工作日历及其时区,两个时刻之间的工作时间(整分钟);第二个较早则为负;2000 至 2059 年之外为空。',
  },
  phrase: { en: 'the working minutes from {0} to {1}', 'zh-CN': '从 {0} 到 {1} 的工作分钟数' },
  cases: [
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '0001-01-02T00:00:00.000Z', seen: '9999-12-30T23:59:59.999Z' },
      gives: null,
    },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '2026-02-12T01:00:00.000Z', seen: '2026-02-12T10:00:00.000Z' },
      gives: '540',
    },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '2026-02-12T09:30:00.000Z', seen: '2026-02-13T01:15:00.000Z' },
      gives: '45',
    },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '2026-02-13T09:00:00.000Z', seen: '2026-02-24T02:00:00.000Z' },
      gives: '660',
    },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '2026-02-15T00:00:00.000Z', seen: '2026-02-23T15:00:00.000Z' },
      gives: '0',
    },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '2026-02-12T10:00:00.000Z', seen: '2026-02-12T01:00:00.000Z' },
      gives: '-540',
    },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '2026-02-12T01:00:00.000Z', seen: '2026-02-12T01:01:59.999Z' },
      gives: '1',
    },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '2026-02-12T01:01:59.999Z', seen: '2026-02-12T01:00:00.000Z' },
      gives: '-1',
    },
    { expression: 'business_minutes(at, seen)', record: { at: null, seen: '2026-02-12T01:00:00.000Z' }, gives: null },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '1999-12-31T15:59:59.999Z', seen: '2026-02-12T01:00:00.000Z' },
      gives: null,
    },
    {
      expression: 'business_minutes(at, seen)',
      record: { at: '2026-02-12T01:00:00.000Z', seen: '2059-12-31T16:00:00.000Z' },
      gives: null,
    },
    {
      expression: 'business_minutes(at, seen)',
      calendar: 'us',
      record: { at: '2026-03-06T14:00:00.000Z', seen: '2026-03-09T17:30:00.000Z' },
      gives: '690',
    },
    // On 8 March 2026 New York's clocks skip an hour, on 1 November they repeat one.
    {
      expression: 'business_minutes(at, seen)',
      calendar: 'always',
      record: { at: '2026-03-08T05:00:00.000Z', seen: '2026-03-09T04:00:00.000Z' },
      gives: '1380',
    },
    {
      expression: 'business_minutes(at, seen)',
      calendar: 'always',
      record: { at: '2026-11-01T04:00:00.000Z', seen: '2026-11-02T05:00:00.000Z' },
      gives: '1500',
    },
    {
      expression: 'business_minutes(at, seen)',
      calendar: 'always',
      record: { at: '2000-01-01T05:00:00.000Z', seen: '2026-11-02T05:00:00.000Z' },
      gives: '14114880',
    },
    { expression: 'business_minutes(day, seen)', refused: 'EXPRESSION_TYPE' },
    { expression: 'business_minutes(at)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
