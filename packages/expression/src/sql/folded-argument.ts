import { fold } from '../text/fold.ts'
import { call, value } from './nodes.ts'
import type { SqlCall } from './sql-meaning.ts'
import type { SqlNode } from './sql-node.ts'

/** A text argument in folded form; a written text is folded here, so that the database need not. */
export function foldedArgument(given: SqlCall, index: number): SqlNode {
  const arg = given.value(index)
  const isText = arg.kind === 'value' && typeof arg.value === 'string'
  return isText ? value(fold(arg.value), 'text') : call('fold', [arg], 'text')
}
