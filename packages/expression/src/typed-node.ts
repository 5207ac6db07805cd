import type { ExpressionPlace, Json } from '@huozi/core'
import type { Value } from './types/value.ts'
import type { ListType, ValueType } from './types/value-type.ts'

/** One node of a checked expression: names are resolved, every node has its type and its place in the source. */
export type TypedNode = LiteralNode | PathNode | ListNode | CallNode | AggregateNode

export interface LiteralNode {
  readonly kind: 'literal'
  readonly value: Value
  readonly type: ValueType
  readonly at: ExpressionPlace
}

/**
 * Where a path starts: the record, the record before the change, the user, a variable (its name is the first segment), or
 * the item of the list around it (`$item`, without segments). In a condition over a collection the record is the
 * collection's; `outer` is the next one outwards, `this` the outermost.
 */
export type PathRoot = RecordRoot | 'old' | 'me' | 'variable' | 'item'
export type RecordRoot = 'record' | 'outer' | 'this'

export interface PathNode {
  readonly kind: 'path'
  readonly root: PathRoot
  readonly path: readonly string[]
  readonly type: ValueType
  readonly at: ExpressionPlace
}

export interface ListNode {
  readonly kind: 'list'
  readonly items: readonly TypedNode[]
  readonly type: ListType
  readonly at: ExpressionPlace
}

export interface CallNode {
  readonly kind: 'call'
  /** The operator's name in the registry. */
  readonly operator: string
  readonly args: readonly TypedNode[]
  /** Positions of the arguments one of which is the result; none for most operators. */
  readonly results: readonly number[]
  /** The zone or calendar declared beside the expression, for an operator that reads it; not part of its spelling. */
  readonly zone?: TypedNode
  readonly calendar?: TypedNode
  readonly type: ValueType
  readonly at: ExpressionPlace
}

/** What is told about the records of a collection, such as their number or the sum of a value of theirs. */
export interface AggregateNode {
  readonly kind: 'aggregate'
  /** Its name in the registry of aggregates. */
  readonly aggregate: string
  readonly collection: CollectionPath
  /** Computed of each record; null where the records themselves count. */
  readonly value: TypedNode | null
  /** Which records count; null for all. */
  readonly condition: TypedNode | null
  readonly type: ValueType
  readonly at: ExpressionPlace
}

/** A collection: the references to the record it belongs to, then its name. */
export interface CollectionPath {
  readonly root: RecordRoot
  readonly path: readonly string[]
  /** The field by which its records refer to that record. */
  readonly by: string
}

/** What an author may write: text, lines of text, or JsonLogic. */
export type ExpressionSource = string | readonly string[] | Json

/** A checked expression, frozen. `source` is the author's own spelling. */
export interface TypedExpression {
  readonly source: ExpressionSource
  readonly root: TypedNode
  readonly type: ValueType
}
