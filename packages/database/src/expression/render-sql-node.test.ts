import {
  ContextSlot,
  compileSqlCondition,
  compileSqlNode,
  parseExpression,
  SAMPLE_CONTEXT,
  SAMPLE_SCOPE,
} from '@huozi/expression'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import { expect, test } from 'vitest'
import { fillContextSlots } from './parameter.ts'
import { renderSqlNode } from './render-sql-node.ts'
import type { CollectionRows, ColumnRef, RowsInScope } from './rows-in-scope.ts'

const db = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

function columnOf(path: readonly string[]): ColumnRef {
  const name = path.join('.')
  const column = sql.id(name)
  return name === 'note' ? { column, folded: sql.id('note_folded') } : { column, isInteger: name === 'visits' }
}

const calendarDays = () => sql.id('days')
const rows: RowsInScope = { column: columnOf, collection: collectionOf, calendarDays, tree: calendarDays }

function collectionOf(path: readonly string[]): CollectionRows {
  const from = (extra: RawBuilder<unknown> | null) =>
    sql`from ${sql.id(...path)} where mine${extra === null ? sql`` : sql` and ${extra}`}`
  const column = (of: readonly string[]) => ({ column: sql.id('c', of.join('.')) })
  return { column, collection: collectionOf, calendarDays, tree: calendarDays, order: sql.id('c', 'id'), from }
}

function condition(text: string): { sql: string; parameters: readonly unknown[] } {
  return renderSqlNode(compileSqlCondition(parseExpression(text, SAMPLE_SCOPE)), rows).compile(db)
}

function value(text: string): { sql: string; parameters: readonly unknown[] } {
  return renderSqlNode(compileSqlNode(parseExpression(text, SAMPLE_SCOPE)), rows).compile(db)
}

test.each([
  ['amount > 5', '("amount" > $1::numeric)'],
  ['not (amount > 5)', '(("amount" <= $1::numeric) or ("amount" is null))'],
  ["name = 'a'", '("name" = $1::text collate "C")'],
  ["stage >= 'S3'", '("stage" = any($1::text[]))'],
  ["stage not in ('S1')", '(("stage" <> all($1::text[])) or ("stage" is null))'],
  ["not attr(stage, 'closed')", '(("stage" <> all($1::text[])) or ("stage" is null))'],
  ['visits > 3', '("visits" > $1::bigint)'],
  ['visits in (1, 2)', '("visits" = any($1::bigint[]))'],
  ['visits > 3.5', '("visits" > $1::numeric)'],
  ['not (active and amount > 5)', '(("active" is not true) or ("amount" <= $1::numeric) or ("amount" is null))'],
  ['is_blank(name) or not is_blank(note)', '(("name" is null) or ("note" is not null))'],
  ["note starts_with 'Ab'", 'starts_with("note_folded" collate "C", $1::text collate "C")'],
  ['owner = me', '("owner" = $1::uuid)'],
  ['day <= today()', '("day" <= $1::date)'],
])('%s keeps its column bare', (text, expected) => {
  expect(condition(text).sql).toBe(expected)
})

test.each([
  ['true or amount > 5', 'true'],
  ['not (false and amount > 5)', 'true'],
  ['amount > 5 and true', '("amount" > $1::numeric)'],
])('%s folds what is constant', (text, expected) => {
  expect(condition(text).sql).toBe(expected)
})

test('a condition used as a value is never null', () => {
  expect(value('amount > 5').sql).toBe('(("amount" > $1::numeric) is true)')
})

test('integers do not overflow in arithmetic', () => {
  expect(value('visits * visits').sql).toBe('("visits"::numeric * "visits"::numeric)')
})

test('a dear value that is used twice is computed once, a cheap one stays where an index finds it', () => {
  expect(condition('amount + 1 between 1 and 5').sql).toBe(
    '((("amount" + $1::numeric) >= $2::numeric) and (("amount" + $3::numeric) <= $4::numeric))',
  )
  expect(condition('date(at) between today() and today()').sql).toBe(
    '(select (("_v0".of >= $1::date) and ("_v0".of <= $2::date))' +
      ' from (select timezone($3::text, "at")::date as of offset 0) as "_v0")',
  )
})

test.each([
  ['exists(lines, amount > 1)', '(exists (select 1 from "lines" where mine and ("c"."amount" > $1::numeric)))'],
  ['not exists(lines)', '(not (exists (select 1 from "lines" where mine)))'],
  [
    'count(lines, amount < this.amount) > 1',
    '((select count(*)::numeric from "lines" where mine and ("c"."amount" < "amount")) > $1::numeric)',
  ],
])('%s is one correlated subquery', (text, expected) => {
  expect(condition(text).sql).toBe(expected)
})

test('text from outside only becomes parameters', () => {
  const text = "x'; drop table y; --"
  const quoted = `'${text.replaceAll("'", "''")}'`
  const compiled = condition(
    `name = ${quoted} or name contains ${quoted} or concat(name, ${quoted}) in (${quoted}, note)`,
  )
  expect(compiled.sql).not.toContain('drop')
  expect(compiled.parameters.filter((parameter) => parameter === text)).not.toEqual([])
})

test('what differs from request to request stays open until it runs', () => {
  const compiled = condition("owner = me and day < today() and at < now() and has_role('sales') and amount > $limit")
  expect(compiled.parameters.every((parameter) => parameter instanceof ContextSlot)).toBe(true)
  expect(fillContextSlots(compiled.parameters, SAMPLE_CONTEXT)).toEqual([
    SAMPLE_CONTEXT.me?.id,
    ...['2026-11-22', '2026-11-22T01:02:03.456Z', true, '1000'],
  ])
  expect(fillContextSlots(compiled.parameters, { ...SAMPLE_CONTEXT, me: null })[0]).toBeNull()
})

test('decimals travel as text', () => {
  const { parameters } = condition('amount > 12345678901234567890.5')
  expect(parameters).toEqual(['12345678901234567890.5'])
})
