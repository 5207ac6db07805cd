import type { RawBuilder } from 'kysely'

/** What stands for a field path. `folded` is a stored column holding `fold(x)`; `isInteger` is a column of an integer type. */
export interface ColumnRef {
  readonly column: RawBuilder<unknown>
  readonly folded?: RawBuilder<unknown>
  readonly isInteger?: boolean
  /** How much text the column is, in nodes; a stored one is 1. */
  readonly size?: number
}

/** The rows an expression is rendered over; joins over references are theirs, and give null for a missing record. */
export interface RowsInScope {
  column(path: readonly string[]): ColumnRef
  /** The records of a collection of each row. */
  collection(path: readonly string[]): CollectionRows
  /** The table of the days of all calendars. */
  calendarDays(): RawBuilder<unknown>
  /** The table of who lies under whom, for all trees. */
  tree(): RawBuilder<unknown>
}

/** The records of a collection of a row further out. */
export interface CollectionRows extends RowsInScope {
  /** What orders them as they were created. */
  readonly order: RawBuilder<unknown>
  /** `from … where …`, to be asked for when everything that needs joins is rendered; `condition` is added. */
  from(condition: RawBuilder<unknown> | null): RawBuilder<unknown>
}
