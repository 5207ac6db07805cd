import { type Decimal, decimal } from '@huozi/core'
import { takes } from '../../check/signatures.ts'
import { type EvaluateRule, strict } from '../../evaluate/evaluate-rule.ts'
import { call, value as constant, whenBetween } from '../../sql/nodes.ts'
import type { SqlNode } from '../../sql/sql-node.ts'
import { FIRST_DATE, LAST_DATE } from '../../types/calendar.ts'
import { DATE } from '../../types/value-type.ts'

/** More days, and more months, than the calendar has. */
const MOST = 4_000_000

const TOWARDS_ZERO = 0
const RANGE = [constant(FIRST_DATE, 'date'), constant(LAST_DATE, 'date')] as const

export const dateShiftType = takes(['date', 'number'], DATE)

/** Moves a date by a count, whose decimals are cut off; blank outside the calendar. */
export function dateShiftEvaluate(shift: (date: string, count: number) => string | null): EvaluateRule {
  return strict((date: string, count: Decimal) =>
    count.abs().gt(MOST) ? null : shift(date, Number(count.round(0, TOWARDS_ZERO))),
  )
}

/** The date, or blank when it is outside the years 1 to 9999. */
export function withinCalendar(date: SqlNode): SqlNode {
  return whenBetween(date, RANGE, (inside) => inside)
}

/** A number of ours as a parameter. */
export function number(of: number): SqlNode {
  return constant(decimal(of), 'numeric')
}

/** The number without its decimals. */
export function whole(of: SqlNode): SqlNode {
  return call('trunc', [of], 'numeric', 0)
}
