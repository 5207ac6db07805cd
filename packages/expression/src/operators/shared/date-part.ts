import { type Decimal, decimal } from '@huozi/core'
import { numberType } from '../../check/digits.ts'
import { takes } from '../../check/signatures.ts'
import { type EvaluateRule, strict } from '../../evaluate/evaluate-rule.ts'
import { call } from '../../sql/nodes.ts'
import type { SqlMeaning } from '../../sql/sql-meaning.ts'

export const datePartType = takes(['date'], numberType({ whole: 4, scale: 0 }))

/** A number read off a date. */
export function datePartEvaluate(read: (date: string) => number): EvaluateRule {
  return strict((date: string): Decimal => decimal(read(date)))
}

/** The same for the database, by its name for the part. */
export function datePartSql(part: 'year' | 'quarter' | 'month' | 'day' | 'isodow'): SqlMeaning {
  return { value: ({ value }) => call('datePart', [value(0)], 'numeric', part) }
}
