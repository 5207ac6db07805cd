import type { Decimal } from '@huozi/core'
import type { Operator } from './operator.ts'
import { dateShiftType } from './shared/date-shift.ts'
import { calendarSql } from './shared/workdays.ts'

/** More working days than any calendar has. */
const MOST = 99_999

/** The whole part of a number, as far as calendars reach. */
function wholeDays(count: Decimal): number {
  return count.abs().gt(MOST) ? MOST * 2 : Math.trunc(Number(count)) || 0
}

export const addWorkdays: Operator = {
  name: 'add_workdays',
  syntax: { kind: 'function' },
  json: ['add_workdays'],
  arity: { min: 2, max: 2 },
  forms: ['add_workdays({date}, 3) → date', 'add_workdays({date}, {number}) → date'],
  type: dateShiftType,
  reads: ['calendar'],
  evaluate:
    ([date, count], _node, settings) =>
    (frame) => {
      const [from, days] = [date?.(frame) ?? null, count?.(frame) ?? null]
      if (from === null || days === null) return null
      return settings.calendar(frame)?.addWorkdays(from as string, wholeDays(days as Decimal)) ?? null
    },
  sql: { value: calendarSql('addWorkdays') },
  doc: {
    en: 'The date so many working days later (earlier when negative), by the calendar of the expression; decimals are cut off, 0 gives the date itself. Blank outside the years 2000 to 2059.',
    'zh-CN':
      '按表达式所用工作日历,若干个工作日之后的日期(负数为之前);小数部分舍去,0 为该日期本身;2000 至 2059 年之外为空。',
  },
  phrase: { en: '{0} plus {1} working days', 'zh-CN': '{0} 加 {1} 个工作日' },
  cases: [
    { expression: 'add_workdays(day, 3)', record: { day: '2026-02-12' }, gives: '2026-02-24' },
    { expression: 'add_workdays(day, 2)', record: { day: '2026-02-12' }, gives: '2026-02-14' },
    { expression: 'add_workdays(day, 1)', record: { day: '2026-02-15' }, gives: '2026-02-24' },
    { expression: 'add_workdays(day, -1)', record: { day: '2026-02-24' }, gives: '2026-02-14' },
    { expression: 'add_workdays(day, -1)', record: { day: '2026-02-20' }, gives: '2026-02-14' },
    { expression: 'add_workdays(day, -3)', record: { day: '2026-02-24' }, gives: '2026-02-12' },
    { expression: 'add_workdays(day, 0)', record: { day: '2026-02-15' }, gives: '2026-02-15' },
    { expression: 'add_workdays(day, amount)', record: { day: '2026-02-12', amount: '3.9' }, gives: '2026-02-24' },
    { expression: 'add_workdays(day, amount)', record: { day: '2026-02-24', amount: '-1.9' }, gives: '2026-02-14' },
    { expression: 'add_workdays(day, 3)', record: { day: null }, gives: null },
    { expression: 'add_workdays(day, amount)', record: { day: '2026-02-12', amount: null }, gives: null },
    { expression: 'add_workdays(day, 0)', record: { day: '1999-12-31' }, gives: null },
    { expression: 'add_workdays(day, 1)', record: { day: '2059-12-31' }, gives: null },
    { expression: 'add_workdays(day, amount)', record: { day: '2026-02-12', amount: '999999999999' }, gives: null },
    { expression: 'add_workdays(day, 3)', calendar: 'us', record: { day: '2026-02-12' }, gives: '2026-02-17' },
    { expression: 'add_workdays(day, 1)', calendar: 'us', record: { day: '2026-07-02' }, gives: '2026-07-06' },
    {
      expression: 'count(lines, add_workdays(day, 3) = this.due)',
      calendar: 'owner',
      record: {
        owner: '01920000-0000-7000-8000-00000000000a',
        'owner.calendar': 'us',
        due: '2026-02-17',
        lines: [{ day: '2026-02-12' }],
      },
      gives: '1',
    },
    { expression: { add_workdays: [{ var: 'day' }, 3] }, record: { day: '2026-02-12' }, gives: '2026-02-24' },
    { expression: 'add_workdays(at, 3)', refused: 'EXPRESSION_TYPE' },
    { expression: 'add_workdays(day, name)', refused: 'EXPRESSION_TYPE' },
  ],
}
