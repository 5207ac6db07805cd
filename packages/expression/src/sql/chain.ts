import type { SqlCall } from './sql-meaning.ts'
import type { SqlNode } from './sql-node.ts'

/** All arguments of a call joined pairwise from the left. */
export function chain(call: SqlCall, join: (left: SqlNode, right: SqlNode) => SqlNode): SqlNode {
  return call.node.args.map((_, index) => call.value(index)).reduce(join)
}
