import { type SqlFunction, type SqlNode, WHITE_SPACE } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import { foldText, lowerText, upperText } from './letter-case.ts'
import { LIST_FUNCTIONS } from './render-list.ts'

type Sql = RawBuilder<unknown>
type CallNode = Extract<SqlNode, { kind: 'call' }>

/** What rendering a call needs of the renderer. */
export interface ArgumentRenderer {
  /** The node; an integer column becomes numeric, so that arithmetic on it cannot overflow. */
  number(node: SqlNode): Sql
  /** The stored column that holds the folded form of a field, when there is one. */
  foldedColumn(node: SqlNode): Sql | undefined
}

/** Renders the call of one of the functions expressions may use. */
export function renderCall(node: CallNode, renderer: ArgumentRenderer): Sql {
  const stored = node.name === 'fold' && node.args[0] !== undefined ? renderer.foldedColumn(node.args[0]) : undefined
  if (stored !== undefined) return stored
  const args = node.args.map((arg) => renderer.number(arg))
  return FUNCTIONS[node.name](args as [Sql, Sql, Sql], node.option ?? '', node.type === 'text')
}

type Rendering = (args: readonly [Sql, Sql, Sql, ...Sql[]], option: string | number, isText: boolean) => Sql

/** Text is made and compared under "C" whatever collation its parts bring along. */
const C = sql` collate "C"`
const NOTHING = sql``

const FUNCTIONS: Readonly<Record<SqlFunction, Rendering>> = {
  ...LIST_FUNCTIONS,
  abs: ([of]) => sql`abs(${of})`,
  trunc: ([of], places) => sql`trunc(${of}, ${Number(places)}::integer)`,
  round: ([of], places) => sql`round(${of}, ${Number(places)}::integer)`,
  floor: ([of]) => sql`floor(${of})`,
  ceil: ([of]) => sql`ceil(${of})`,
  least: (args, _, isText) => sql`least(${sql.join(args)}${isText ? C : NOTHING})`,
  greatest: (args, _, isText) => sql`greatest(${sql.join(args)}${isText ? C : NOTHING})`,
  coalesce: (args) => sql`coalesce(${sql.join(args)})`,
  length: ([of]) => sql`length(${of})::numeric`,
  left: ([of, count]) => sql`left(${of}, trunc(${count})::integer)`,
  right: ([of, count]) => sql`right(${of}, trunc(${count})::integer)`,
  replace: ([of, part, by]) => sql`nullif(replace(${of}, ${part}, ${by}), '')`,
  trim: ([of]) => sql`nullif(btrim(${of}, ${WHITE_SPACE}::text), '')`,
  concat: (args) => sql`nullif(${sql.join(args.map(orEmpty), sql` || `)}, '')`,
  decimalText: ([of]) => sql`trim_scale(${of})::text`,
  lower: ([of]) => lowerText(of),
  upper: ([of]) => upperText(of),
  fold: ([of]) => foldText(of),
  contains: ([of, part]) => sql`(strpos(${of}${C}, ${part}${C}) > 0)`,
  startsWith: ([of, start]) => sql`starts_with(${of}${C}, ${start}${C})`,
  matches: ([of, pattern]) => sql`(${of}${C} ~ ${pattern})`,
  positionIn: ([list, of]) => sql`array_position(${list}, ${of})::numeric`,
  datePart: ([of], part) => sql`extract(${PARTS[word(part, PARTS)]} from ${of})`,
  dayNumber: ([of]) => sql`(${of} - date '1970-01-01')::numeric`,
  dateOfDay: ([day]) => sql`(date '1970-01-01' + ${day}::integer)`,
  addMonths: ([of, count]) => sql`(${of} + make_interval(months => trunc(${count})::integer))::date`,
  daysBetween: ([from, to]) => sql`(${to} - ${from})::numeric`,
  startOf: ([of], unit) => startOf(of, unit),
  endOf: ([of], unit) => sql`(${startOf(of, unit)} + ${LENGTHS[word(unit, LENGTHS)]} - interval '1 day')::date`,
  periodOf: ([of], unit) => PERIODS[word(unit, PERIODS)](of),
  dateInZone: ([of, zone]) => sql`timezone(${zone}, ${of})::date`,
  midnightInZone: ([of, zone]) => sql`timezone(${zone}, ${of}::timestamp)`,
}

const PARTS = {
  year: sql`year`,
  quarter: sql`quarter`,
  month: sql`month`,
  day: sql`day`,
  isodow: sql`isodow`,
}

const UNITS = {
  year: sql`'year'`,
  quarter: sql`'quarter'`,
  month: sql`'month'`,
  week: sql`'week'`,
}

const LENGTHS = {
  year: sql`interval '1 year'`,
  half: sql`interval '6 months'`,
  quarter: sql`interval '3 months'`,
  month: sql`interval '1 month'`,
  week: sql`interval '7 days'`,
}

/** The first day; halves of years are the database's only gap. */
function startOf(of: Sql, unit: string | number): Sql {
  if (unit !== 'half') return sql`date_trunc(${UNITS[word(unit, UNITS)]}, ${of}::timestamp)::date`
  return sql`make_date(extract(year from ${of})::integer, case when extract(month from ${of}) > 6 then 7 else 1 end, 1)`
}

const YEAR = (of: Sql) => sql`lpad(extract(year from ${of})::text, 4, '0')`

/** Codes of periods, from parts that no setting of the database changes (`to_char` would ask for the language). */
const PERIODS: Readonly<Record<'year' | 'half' | 'quarter' | 'month' | 'week', (of: Sql) => Sql>> = {
  year: YEAR,
  half: (of) => sql`(${YEAR(of)} || case when extract(month from ${of}) > 6 then '-H2' else '-H1' end)`,
  quarter: (of) => sql`(${YEAR(of)} || '-Q' || extract(quarter from ${of}))`,
  month: (of) => sql`(${YEAR(of)} || '-' || lpad(extract(month from ${of})::text, 2, '0'))`,
  week: (of) =>
    sql`(lpad(extract(isoyear from ${of})::text, 4, '0') || '-W' || lpad(extract(week from ${of})::text, 2, '0'))`,
}

function orEmpty(of: Sql): Sql {
  return sql`coalesce(${of}, '')`
}

/** The option as one of our own words. Throws on anything else: options of calls never come from a tenant. */
function word<W extends string>(option: string | number, allowed: Readonly<Record<W, unknown>>): W {
  if (!Object.hasOwn(allowed, option)) throw new Error(`${option} is not one of ${Object.keys(allowed).join(', ')}`)
  return option as W
}
