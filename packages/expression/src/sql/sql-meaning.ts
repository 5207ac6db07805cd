import type { CallNode, TypedNode } from '../typed-node.ts'
import type { SqlBound, SqlNode } from './sql-node.ts'

/** A call being compiled for the database; arguments are compiled when asked for. */
export interface SqlCall {
  readonly node: CallNode
  /** Argument `index` as a value; `item` is what `$item` is in it. */
  value(index: number, item?: SqlBound): SqlNode
  /** Argument `index` as a condition (unknown counts as false), or as its exact opposite. */
  condition(index: number, negated: boolean, item?: SqlBound): SqlNode
  /** The zone declared beside the expression, or the slot of the context's. */
  zone(): SqlNode
  /** The name of the calendar. */
  calendar(): SqlNode
  /** A node inside an argument, such as a member of a list, as a value. */
  part(node: TypedNode): SqlNode
}

/**
 * What an operator means in the database: as a value, as a condition, or both. A condition must keep negation at its
 * leaves, so that indexes stay usable; used as a value it is wrapped so that it is never null.
 */
export type SqlMeaning =
  | { readonly value: (call: SqlCall) => SqlNode; readonly condition?: ConditionRule }
  | { readonly value?: undefined; readonly condition: ConditionRule }

export type ConditionRule = (call: SqlCall, negated: boolean) => SqlNode
