import type { Locale } from '@huozi/core'
import { abs } from './abs.ts'
import { add } from './add.ts'
import { addDays } from './add-days.ts'
import { addMonths } from './add-months.ts'
import { addWorkdays } from './add-workdays.ts'
import { allItems } from './all.ts'
import { allocate } from './allocate.ts'
import { and } from './and.ts'
import { anyItem } from './any.ts'
import { atLeast } from './at-least.ts'
import { atMost } from './at-most.ts'
import { attr } from './attr.ts'
import { avg } from './avg.ts'
import { band } from './band.ts'
import { between } from './between.ts'
import { businessMinutes } from './business-minutes.ts'
import { match } from './case.ts'
import { ceil } from './ceil.ts'
import { changed } from './changed.ts'
import { clamp } from './clamp.ts'
import { coalesce } from './coalesce.ts'
import { concat } from './concat.ts'
import { contains } from './contains.ts'
import { count } from './count.ts'
import { date } from './date.ts'
import { datetime } from './datetime.ts'
import { day } from './day.ts'
import { daysBetween } from './days-between.ts'
import { divide } from './divide.ts'
import { endOf } from './end-of.ts'
import { equal } from './equal.ts'
import { filterItems } from './filter.ts'
import { first } from './first.ts'
import { floor } from './floor.ts'
import { greater } from './greater.ts'
import { hasRole } from './has-role.ts'
import { choose } from './if.ts'
import { isIn } from './in.ts'
import { isBlank } from './is-blank.ts'
import { isNew } from './is-new.ts'
import { last } from './last.ts'
import { left } from './left.ts'
import { length } from './length.ts'
import { less } from './less.ts'
import { lower } from './lower.ts'
import { mapItems } from './map.ts'
import { matches } from './matches.ts'
import { max } from './max.ts'
import { median } from './median.ts'
import { min } from './min.ts'
import { modulo } from './modulo.ts'
import { month } from './month.ts'
import { multiply } from './multiply.ts'
import { negate } from './negate.ts'
import { not } from './not.ts'
import { notEqual } from './not-equal.ts'
import { now } from './now.ts'
import type { Operator } from './operator.ts'
import { or } from './or.ts'
import { order } from './order.ts'
import { percentile } from './percentile.ts'
import { periodOf } from './period-of.ts'
import { quarter } from './quarter.ts'
import { rank } from './rank.ts'
import { replace } from './replace.ts'
import { right } from './right.ts'
import { round } from './round.ts'
import { startOf } from './start-of.ts'
import { startsWith } from './starts-with.ts'
import { stddev } from './stddev.ts'
import { subtract } from './subtract.ts'
import { sum } from './sum.ts'
import { tierFlat } from './tier-flat.ts'
import { tierMarginal } from './tier-marginal.ts'
import { today } from './today.ts'
import { trim } from './trim.ts'
import { trimmedMean } from './trimmed-mean.ts'
import { trunc } from './trunc.ts'
import { under } from './under.ts'
import { upper } from './upper.ts'
import { weekday } from './weekday.ts'
import { weightedAvg } from './weighted-avg.ts'
import { workdaysBetween } from './workdays-between.ts'
import { year } from './year.ts'

/** Operators that belong together in the reference. */
export interface OperatorGroup {
  readonly title: { readonly [L in Locale]: string }
  readonly operators: readonly Operator[]
}

/** All operators, in the order of the reference. Adding one is a file and a word here. */
export const OPERATOR_GROUPS: readonly OperatorGroup[] = Object.freeze([
  { title: { en: 'Arithmetic', 'zh-CN': '算术' }, operators: [add, subtract, multiply, divide, modulo, negate] },
  {
    title: { en: 'Comparison', 'zh-CN': '比较' },
    operators: [equal, notEqual, less, atMost, greater, atLeast, isIn, between, contains, startsWith],
  },
  { title: { en: 'Logic', 'zh-CN': '逻辑' }, operators: [and, or, not, choose, match] },
  {
    title: { en: 'Numbers', 'zh-CN': '数字' },
    operators: [round, trunc, floor, ceil, abs, min, max, clamp, tierMarginal, tierFlat, band, allocate],
  },
  { title: { en: 'Blanks', 'zh-CN': '空值' }, operators: [coalesce, isBlank] },
  {
    title: { en: 'Text', 'zh-CN': '文本' },
    operators: [length, upper, lower, trim, concat, left, right, replace, matches],
  },
  {
    title: { en: 'Dates', 'zh-CN': '日期' },
    operators: [
      today,
      now,
      date,
      datetime,
      year,
      quarter,
      month,
      day,
      weekday,
      addDays,
      addMonths,
      daysBetween,
      addWorkdays,
      workdaysBetween,
      businessMinutes,
      startOf,
      endOf,
      periodOf,
    ],
  },
  {
    title: { en: 'Lists', 'zh-CN': '列表' },
    operators: [
      ...[sum, avg, count, median, percentile, stddev, trimmedMean, weightedAvg, rank],
      ...[first, last, mapItems, filterItems, anyItem, allItems],
    ],
  },
  {
    title: { en: 'Choices, changes, people', 'zh-CN': '选项、变更、人员' },
    operators: [attr, order, changed, isNew, hasRole, under],
  },
])

export const OPERATORS: readonly Operator[] = Object.freeze(OPERATOR_GROUPS.flatMap(({ operators }) => operators))

const BY_NAME: ReadonlyMap<string, Operator> = new Map(OPERATORS.map((operator) => [operator.name, operator]))

/** Whether an operator has this name; an aggregate may have it alone. */
export function isOperator(name: string): boolean {
  return BY_NAME.has(name)
}

/** The operator of this name. The parsers only make calls of known operators, so that a missing one is a fault of ours. */
export function findOperator(name: string): Operator {
  const operator = BY_NAME.get(name)
  if (operator === undefined) throw new Error(`no operator ${name}`)
  return operator
}
