import { type Decimal, decimal, ZERO } from '@huozi/core'
import type { EvaluationContext, Value } from '@huozi/expression'
import type { FeedModel, ObjectModel, RollupColumn } from '@huozi/metadata'
import { type RecordValues, recordSource } from '../record/record-source.ts'
import { evaluatorOf } from '../record/rule-context.ts'
import type { ChangedRecord, Changes } from './changed-record.ts'

/** How the records of a collection that changed move one kept figure. */
export interface Move {
  readonly column: RollupColumn
  /** To be added to a sum or count. */
  delta: Decimal
  /** Values that came and went, blanks left out; of interest to extremes. */
  readonly came: Value[]
  readonly went: Value[]
}

/** The moves of one record's figures, by column. */
export type RecordMoves = Map<string, Move>

/** The moves of the roll-ups of one depth: by object that has them, then by record. */
export type Moves = Map<ObjectModel, Map<string, RecordMoves>>

/** What the changes of a transaction do to the roll-ups of one depth. Pure. */
export function planMoves(changes: Changes, depth: number, context: EvaluationContext): Moves {
  const moves: Moves = new Map()
  for (const object of changes.objects()) {
    for (const feed of object.feeds) {
      if (feed.rollup.depth !== depth) continue
      for (const change of changes.of(object)) planChange(moves, { feed, change, context })
    }
  }
  return moves
}

interface Feeding {
  readonly feed: FeedModel
  readonly change: ChangedRecord
  readonly context: EvaluationContext
}

function planChange(moves: Moves, { feed, change, context }: Feeding): void {
  const was = contribution(change.before, feed, context)
  const is = contribution(change.after, feed, context)
  if (was !== null && is !== null && was.to === is.to && sameValue(was.value, is.value)) return
  if (was !== null) move(moves, feed, was, -1)
  if (is !== null) move(moves, feed, is, 1)
}

/** What a record contributes, and to which record. */
interface Contribution {
  readonly to: string
  readonly value: Value
}

/** Null for a record that does not live, belongs to none, or does not count. */
function contribution(
  values: RecordValues | null,
  { rollup }: FeedModel,
  context: EvaluationContext,
): Contribution | null {
  const { collection, where, value } = rollup
  const to = values?.get(collection.by) ?? null
  if (values === null || typeof to !== 'string') return null
  const record = recordSource({ object: collection.object, values, parents: NO_PARENTS }, context)
  if (where !== null && evaluatorOf(where)(record, context) !== true) return null
  return { to, value: value === null ? null : (evaluatorOf(value)(record, context) as Value) }
}

const NO_PARENTS = new Map<string, Value>()

function move(moves: Moves, { object, rollup }: FeedModel, { to, value }: Contribution, sign: 1 | -1): void {
  const records = moves.get(object) ?? new Map<string, RecordMoves>()
  const figures = records.get(to) ?? (new Map() as RecordMoves)
  for (const column of rollup.columns) {
    const known = figures.get(column.name) ?? { column, delta: ZERO, came: [], went: [] }
    figures.set(column.name, known)
    // A count of records counts those without a value as well; everything else skips blanks.
    const counts = rollup.value === null || value !== null
    if (!counts) continue
    known.delta = known.delta.plus(column.keeps === 'sum' ? (value as Decimal).times(sign) : decimal(sign))
    ;(sign === 1 ? known.came : known.went).push(value)
  }
  moves.set(object, records.set(to, figures))
}

function sameValue(a: Value, b: Value): boolean {
  return a === b || (a !== null && b !== null && String(a) === String(b))
}
