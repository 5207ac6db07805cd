import { decimal } from '@huozi/core'
import { numberType } from '../check/digits.ts'
import { takes } from '../check/signatures.ts'
import type { Operator } from './operator.ts'
import { calendarSql } from './shared/workdays.ts'

export const workdaysBetween: Operator = {
  name: 'workdays_between',
  syntax: { kind: 'function' },
  json: ['workdays_between'],
  arity: { min: 2, max: 2 },
  forms: ['workdays_between({date}, {date}) → number'],
  type: takes(['date'], numberType({ whole: 6, scale: 0 })),
  reads: ['calendar'],
  evaluate:
    ([from, to], _node, settings) =>
    (frame) => {
      const [a, b] = [from?.(frame) ?? null, to?.(frame) ?? null]
      if (a === null || b === null) return null
      const count = settings.calendar(frame)?.workdaysBetween(a as string, b as string) ?? null
      return count === null ? null : decimal(count)
    },
  sql: { value: calendarSql('workdaysBetween') },
  doc: {
    en: 'The working days after the first date up to the second, by the calendar of the expression: 0 on the same day, negative when the second is earlier. Blank outside the years 2000 to 2059.',
    'zh-CN':
      '按表达式所用工作日历,从第一个日期之后到第二个日期的工作日数;同一天为 0,第二个较早则为负;2000 至 2059 年之外为空。',
  },
  phrase: { en: 'the working days from {0} to {1}', 'zh-CN': '从 {0} 到 {1} 的工作日数' },
  cases: [
    { expression: 'workdays_between(day, due)', record: { day: '2026-02-24', due: '2026-02-26' }, gives: '2' },
    { expression: 'workdays_between(day, due)', record: { day: '2026-02-24', due: '2026-02-28' }, gives: '4' },
    { expression: 'workdays_between(day, due)', record: { day: '2026-02-12', due: '2026-02-24' }, gives: '3' },
    { expression: 'workdays_between(day, due)', record: { day: '2026-02-24', due: '2026-02-24' }, gives: '0' },
    { expression: 'workdays_between(day, due)', record: { day: '2026-02-15', due: '2026-02-23' }, gives: '0' },
    { expression: 'workdays_between(day, due)', record: { day: '2026-02-24', due: '2026-02-12' }, gives: '-3' },
    { expression: 'workdays_between(day, due)', record: { day: '2026-02-13', due: '2026-02-14' }, gives: '1' },
    { expression: 'workdays_between(day, due)', record: { day: null, due: '2026-02-14' }, gives: null },
    { expression: 'workdays_between(day, due)', record: { day: '1999-12-31', due: '2026-02-14' }, gives: null },
    { expression: 'workdays_between(day, due)', record: { day: '2026-02-14', due: '2060-01-01' }, gives: null },
    { expression: 'workdays_between(day, due)', record: { day: '0001-01-01', due: '9999-12-31' }, gives: null },
    { expression: 'workdays_between(day, due)', record: { day: '2000-01-01', due: '2059-12-31' }, gives: '15640' },
    {
      expression: 'workdays_between(day, due)',
      calendar: 'us',
      record: { day: '2026-02-12', due: '2026-02-24' },
      gives: '8',
    },
    {
      expression: 'workdays_between(day, due) > 3',
      calendar: 'owner',
      record: {
        owner: '01920000-0000-7000-8000-00000000000a',
        'owner.calendar': 'us',
        day: '2026-02-12',
        due: '2026-02-24',
      },
      gives: true,
    },
    {
      expression: 'workdays_between(day, due)',
      calendar: 'owner',
      record: {
        owner: '01920000-0000-7000-8000-00000000000a',
        'owner.calendar': 'none',
        day: '2026-02-12',
        due: '2026-02-24',
      },
      gives: null,
    },
    {
      expression: 'workdays_between(day, due)',
      calendar: 'owner',
      record: { day: '2026-02-12', due: '2026-02-24' },
      gives: '3',
    },
    { expression: 'workdays_between(day, today())', record: { day: '2026-11-20' }, gives: '0' },
    { expression: 'workdays_between(at, due)', refused: 'EXPRESSION_TYPE' },
    { expression: 'workdays_between(day)', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'workdays_between(day, due)', calendar: 'uk', refused: 'EXPRESSION_NAME_UNKNOWN' },
  ],
}
