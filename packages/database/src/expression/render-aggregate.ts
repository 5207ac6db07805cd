import type { RecordRoot, SqlAggregate, SqlNode } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import { divide } from './divide.ts'
import type { CollectionRows, RowsInScope } from './rows-in-scope.ts'

type Sql = RawBuilder<unknown>
type AggregateNode = Extract<SqlNode, { kind: 'aggregate' }>

/** What rendering an aggregate needs of the renderer. */
export interface AggregateRenderer {
  /** Nodes rendered so far. */
  size: number
  render(node: SqlNode): Sql
  /** The node; an integer column becomes numeric. */
  number(node: SqlNode): Sql
  rowsAt(root: RecordRoot): RowsInScope
  inside<T>(rows: CollectionRows, render: () => T): T
}

/** A subquery weighs more than its text: one that is read twice is better computed once. */
const SUBQUERY_SIZE = 20

/** One correlated subquery over the records of a collection, which an index on their reference answers. */
export function renderAggregate(node: AggregateNode, renderer: AggregateRenderer): Sql {
  renderer.size += SUBQUERY_SIZE
  const { root, path } = node.of
  const rows = renderer.rowsAt(root).collection(path)
  const { value, condition } = renderer.inside(rows, () => ({
    value: node.value === null ? sql`1` : renderer.number(node.value),
    condition: node.condition === null ? null : renderer.render(node.condition),
  }))
  const rendered = AGGREGATES[node.name]({
    value,
    from: rows.from(condition),
    order: rows.order,
    isText: node.type === 'text',
  })
  return node.negated ? sql`(not ${rendered})` : rendered
}

interface AggregateParts {
  readonly value: Sql
  readonly from: Sql
  readonly order: Sql
  readonly isText: boolean
}

/** Values stand in a subselect: Postgres takes an aggregate over columns of the outer row alone for one of the outer query. */
const AGGREGATES: Readonly<Record<SqlAggregate, (parts: AggregateParts) => Sql>> = {
  count: ({ from }) => sql`(select count(*)::numeric ${from})`,
  exists: ({ from }) => sql`(exists (select 1 ${from}))`,
  sum: (parts) => sql`(select coalesce(sum(a.v), 0) from ${valuesOf(parts)})`,
  avg: (parts) => sql`(select ${divide(sql`sum(a.v)`, sql`count(a.v)`)} from ${valuesOf(parts)})`,
  min: (parts) => sql`(select min(a.v${collation(parts)}) from ${valuesOf(parts)})`,
  max: (parts) => sql`(select max(a.v${collation(parts)}) from ${valuesOf(parts)})`,
  median: (parts) =>
    sql`(select ${divide(sql`sum(m.v)`, sql`count(m.v)`)} from (select a.v, row_number() over (order by a.v) as at, count(*) over () as n
      from ${valuesOf(parts)} where a.v is not null) as m where m.at in ((m.n + 1) / 2, (m.n + 2) / 2))`,
  first: (parts) => edge(parts, sql`asc`),
  last: (parts) => edge(parts, sql`desc`),
}

function valuesOf({ value, from }: AggregateParts): Sql {
  return sql`(select ${value} as v ${from}) as a`
}

/** The value of the record that comes first in an order, among those that have one. */
function edge({ value, from, order }: AggregateParts, direction: Sql): Sql {
  return sql`(select a.v from (select ${value} as v, ${order} as at ${from}) as a where a.v is not null order by a.at ${direction} limit 1)`
}

function collation({ isText }: AggregateParts): Sql {
  return isText ? sql` collate "C"` : sql``
}
