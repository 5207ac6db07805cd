import { compileSqlNode } from './sql/compile-sql-node.ts'
import type { SqlNode } from './sql/sql-node.ts'
import type { TypedExpression, TypedNode } from './typed-node.ts'

/** What the value of an expression depends on besides fields, and what references lead to. */
export interface Dependence {
  /** The time, the zone, the user, a calendar, or a tree. */
  readonly context: boolean
  /** Other records than its own: those of collections, those further out, or the one before the change. */
  readonly others: boolean
}

/** What an expression the database can compute depends on. Throws EXPRESSION_NOT_SQL for others. */
export function dependenceOf(expression: TypedExpression): Dependence {
  return { context: readsContext(compileSqlNode(expression)), others: readsOthers(expression.root) }
}

/** The database is given the context in slots, and calendars and trees in tables that change by themselves. */
const CONTEXT: ReadonlySet<SqlNode['kind']> = new Set(['slot', 'calendar', 'under'])

function readsContext(node: SqlNode): boolean {
  let found = false
  JSON.stringify(node, (_, part: unknown) => {
    if (isNode(part) && CONTEXT.has(part.kind)) found = true
    return part
  })
  return found
}

function isNode(part: unknown): part is SqlNode {
  return typeof part === 'object' && part !== null && 'kind' in part
}

/** Recursion is bounded: trees are at most 50 deep. */
function readsOthers(node: TypedNode): boolean {
  if (node.kind === 'aggregate') return true
  if (node.kind === 'path') return node.root !== 'record' && node.root !== 'me' && node.root !== 'item'
  if (node.kind === 'call') return node.args.some(readsOthers)
  return node.kind === 'list' && node.items.some(readsOthers)
}
