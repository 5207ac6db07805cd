import type { ExpressionPlace } from '@huozi/core'
import type { Scope } from '../scope.ts'
import type { TypedNode } from '../typed-node.ts'
import type { ValueType } from '../types/value-type.ts'

/** A call whose arguments are checked and whose number of arguments fits. */
export interface CallSite {
  readonly operator: string
  readonly args: readonly TypedNode[]
  readonly at: ExpressionPlace
  readonly scope: Scope
}

/** What a call is: its type, and its arguments with text literals turned into what the other arguments ask for. */
export interface Typing {
  readonly type: ValueType
  readonly args: readonly TypedNode[]
}

/** Judges a call. Throws a coded error with the place of the argument that does not fit. */
export type TypeRule = (call: CallSite) => Typing
