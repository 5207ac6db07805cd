import type { ExpressionPlace, Json } from '@huozi/core'
import type { Value } from './types/value.ts'
import type { ListType, ValueType } from './types/value-type.ts'

/** One node of a checked expression: names are resolved, every node has its type and its place in the source. */
export type TypedNode = LiteralNode | PathNode | ListNode | CallNode

export interface LiteralNode {
  readonly kind: 'literal'
  readonly value: Value
  readonly type: ValueType
  readonly at: ExpressionPlace
}

/**
 * Where a path starts: the record, the record before the change, the user, a variable (its name is the first segment), or
 * the item of the list around it (`$item`, without segments).
 */
export type PathRoot = 'record' | 'old' | 'me' | 'variable' | 'item'

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
  readonly type: ValueType
  readonly at: ExpressionPlace
}

/** What an author may write: text, lines of text, or JsonLogic. */
export type ExpressionSource = string | readonly string[] | Json

/** A checked expression, frozen. `source` is the author's own spelling. */
export interface TypedExpression {
  readonly source: ExpressionSource
  readonly root: TypedNode
  readonly type: ValueType
}
