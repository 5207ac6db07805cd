import type { SqlListFunction } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import { divide } from './divide.ts'

type Sql = RawBuilder<unknown>
/** `isText`: the result is text, which is compared under "C". */
type Rendering = (args: readonly [Sql, Sql, Sql, ...Sql[]], option: string | number, isText: boolean) => Sql

const C = sql` collate "C"`
const NOTHING = sql``

/** Columns are called `_…`, which no field can be called, so that nothing an argument reads is hidden. */
function items(list: Sql): Sql {
  return sql`unnest(${list}) as _l(_of)`
}

function numbered(list: Sql): Sql {
  return sql`unnest(${list}) with ordinality as _l(_of, _n)`
}

/** The items that are not null with their rank from the smallest, and how many there are. */
function ranked(list: Sql): Sql {
  return sql`(select _of, row_number() over (order by _of) as _r, count(*) over () as _c from ${items(list)} where _of is not null) as _s`
}

/** Two lists item by item, as far as neither is null. */
function pairs(first: Sql, second: Sql): Sql {
  return sql`(select _of, _w, _n from unnest(${first}, ${second}) with ordinality as _l(_of, _w, _n)
    where _of is not null and _w is not null) as _s`
}

/**
 * Functions over lists. Exact where numbers are: averages are quotients like every other, the median and percentiles take
 * items by their row number, never `percentile_cont`, whose result is a binary float.
 */
export const LIST_FUNCTIONS: Readonly<Record<SqlListFunction, Rendering>> = {
  listSum: ([list]) => sql`(select coalesce(sum(_of), 0) from ${items(list)})`,
  listAvg: ([list]) => sql`(select ${divide(sql`sum(_of)`, sql`count(_of)`)} from ${items(list)})`,
  listMin: ([list], _, isText) => sql`(select min(_of${isText ? C : NOTHING}) from ${items(list)})`,
  listMax: ([list], _, isText) => sql`(select max(_of${isText ? C : NOTHING}) from ${items(list)})`,
  listCount: ([list]) => sql`(select count(_of)::numeric from ${items(list)})`,
  listMedian: ([list]) =>
    sql`(select (min(_of) + max(_of)) * 0.5 from ${ranked(list)} where _r in ((_c + 1) / 2, _c / 2 + 1))`,
  listFirst: ([list]) => sql`(select _of from ${numbered(list)} where _of is not null order by _n limit 1)`,
  listLast: ([list]) => sql`(select _of from ${numbered(list)} where _of is not null order by _n desc limit 1)`,
  listConcat: ([list, separator]) =>
    sql`(select nullif(string_agg(_of, coalesce(${separator}, '') order by _n), '') from ${numbered(list)})`,
  listPercentile: ([list, percent]) => sql`(select round(min(_of) + (_at - trunc(_at)) * (max(_of) - min(_of)), 20)
    from (select _of, _r, (_c - 1) * _p * 0.01 as _at from ${ranked(list)}, (select ${percent} as _p) as _q
      where _p between 0 and 100) as _i where _r in (trunc(_at) + 1, trunc(_at) + 2) group by _at)`,
  listStddev: ([list]) => sql`(select ${root(variance())} from ${items(list)})`,
  listWeightedAvg: ([list, weights]) => sql`(select ${divide(sql`sum(_of * _w)`, sql`sum(_w)`)}
    from ${pairs(list, weights)})`,
  listTrimmedMean: ([list, percent]) => sql`(select ${divide(sql`sum(_of)`, sql`count(_of)`)}
    from (select _of, _r, _c, trunc(_c * _p * 0.005) as _k from ${ranked(list)}, (select ${percent} as _p) as _q
      where _p >= 0 and _p < 100) as _i where _r > _k and _r <= _c - _k)`,
  listBand: (
    [of, bounds, values],
    boundary,
  ) => sql`(select _w from (select *, min(_of) over () as _low from ${pairs(bounds, values)}) as _i
    where _of < ${of} or (_of = ${of} and (${boundary === 'lower' ? sql`true` : sql`_of = _low`})) order by _of desc, _n desc limit 1)`,
  listTiers: ([of, bounds, rates]) => sql`(select sum(greatest(least(${of}, coalesce(_next, ${of})) - _of, 0) * _w)
    from (select *, lead(_of) over (order by _of, _n) as _next from ${pairs(bounds, rates)}) as _i)`,
  listAllocate: ([total, weights, unit]) => allocate(total, weights, unit),
  listRank: ([of, list], order) =>
    sql`(case when ${of} is not null then (select 1 + count(*) from ${items(list)} where _of ${order === 'asc' ? sql`<` : sql`>`} ${of})::numeric end)`,
}

/** The variance of a sample, from exact sums. */
function variance(): Sql {
  return divide(sql`count(_of) * sum(_of * _of) - sum(_of) * sum(_of)`, sql`(count(_of) * (count(_of) - 1))`)
}

/** The square root to 20 decimals, half up: by the true 21st decimal, which is why the root has far more. */
function root(of: Sql): Sql {
  return sql`round(trunc(sqrt(round(${of}, 80)), 21), 20)`
}

/**
 * Parts of a total by weight in whole units: each rounded down, then a unit more for those with the largest remainders (the
 * first of equal ones), what is less than a unit for the next. `div` is exact, so that remainders compare exactly.
 */
function allocate(total: Sql, weights: Sql, unit: Sql | undefined): Sql {
  const given = sql`(select ${total} as _t, ${unit} as _u) as _g`
  const weighed = sql`select _of, _n, _t, _u, sum(_of) over () as _w, min(_of) over () as _low from ${numbered(weights)}, ${given}`
  const floored = sql`select *, div(abs(_t) * _of, nullif(_w * _u, 0)) as _k from (${weighed}) as _a where _u > 0 and _low >= 0 and _w > 0`
  const open = sql`select *, row_number() over (order by abs(_t) * _of - _k * _w * _u desc nulls last, _n) as _r,
    abs(_t) - sum(_k) over () * _u as _left from (${floored}) as _b`
  const more = sql`case when _r <= div(_left, _u) then _u when _r = div(_left, _u) + 1 then _left % _u else 0 end`
  return sql`(select array_agg(sign(_t) * (_k * _u + ${more}) order by _n) from (${open}) as _c where _t is not null)`
}
