import { compileSqlCondition, compileSqlNode, type TypedExpression } from '@huozi/expression'
import type { RawBuilder } from 'kysely'
import { renderMeasured, renderSqlNode } from '../expression/render-sql-node.ts'
import type { Filter } from './filter.ts'
import type { Relation } from './relation.ts'

/** SQL of an expression's value over the rows of a relation, and how much text it is. */
export function valueSql(expression: TypedExpression, relation: Relation): { sql: RawBuilder<unknown>; size: number } {
  return renderMeasured(compileSqlNode(expression), relation)
}

/** SQL of a condition over the rows of a relation; unknown counts as false. */
export function conditionSql(expression: TypedExpression, relation: Relation): RawBuilder<unknown> {
  return renderSqlNode(compileSqlCondition(expression), relation)
}

/** SQL of a reader's condition; its literals are slots. */
export function filterSql({ node, slots }: Filter, relation: Relation): RawBuilder<unknown> {
  return renderSqlNode(node, relation, slots)
}
