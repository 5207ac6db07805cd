import type { TypeRule } from '../../check/type-rule.ts'
import type { TypedNode } from '../../typed-node.ts'
import { TEXT } from '../../types/value-type.ts'
import { requireAnyList } from './list-argument.ts'

/** A list of anything; gives one of its items. */
export const itemType: TypeRule = ({ args }) => {
  const list = requireAnyList(args[0] as TypedNode)
  return { type: list.type.kind === 'list' ? list.type.of : TEXT, args: [list] }
}
