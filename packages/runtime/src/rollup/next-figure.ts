import { type Decimal, decimal, formatDecimal, isDecimal } from '@huozi/core'
import { isoInstant } from '@huozi/database'
import type { Value } from '@huozi/expression'
import type { FieldModel, RollupColumn, RollupKeeping, StoredValue } from '@huozi/metadata'
import type { Move } from './figure-moves.ts'

/** A figure after a move, as the database takes it; `fresh` when only the records themselves can tell. */
export type NextFigure = { readonly kind: 'known'; readonly figure: string | null } | { readonly kind: 'fresh' }

const FRESH: NextFigure = { kind: 'fresh' }

/** The figure of a record under its lock after a move. Pure. */
export function nextFigure(kept: string | null, move: Move): NextFigure {
  return next[move.column.keeps](kept, move)
}

const next: { readonly [K in RollupKeeping]: (kept: string | null, move: Move) => NextFigure } = {
  sum: moved,
  count: moved,
  min: (kept, move) => extreme(kept, move, -1),
  max: (kept, move) => extreme(kept, move, 1),
  fresh: () => FRESH,
}

function moved(kept: string | null, { delta }: Move): NextFigure {
  return { kind: 'known', figure: formatDecimal(decimal(kept ?? 0).plus(delta)) }
}

/** An extreme that goes leaves one of the others, which only they can tell. */
function extreme(kept: string | null, { column, came, went }: Move, direction: 1 | -1): NextFigure {
  const current = keptValue(column, kept)
  const isBeyond = (a: Value, b: Value) => b === null || compare(a, b) * direction > 0
  if (went.some((value) => current === null || compare(value, current) * direction >= 0)) return FRESH
  const furthest = came.reduce((best, value) => (isBeyond(value, best) ? value : best), current)
  return { kind: 'known', figure: furthest === null ? null : written(furthest) }
}

function compare(a: Value, b: Value): number {
  if (isDecimal(a) && isDecimal(b)) return a.cmp(b)
  const [left, right] = [String(a), String(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

function written(value: NonNullable<Value>): string {
  return isDecimal(value) ? formatDecimal(value) : String(value)
}

/** A kept figure as expressions see it. */
function keptValue({ spec }: RollupColumn, kept: string | null): Value {
  if (kept === null) return null
  if (spec.kind === 'decimal' || spec.kind === 'integer') return decimal(kept)
  if (spec.kind === 'timestamp') return isoInstant(kept)
  return spec.kind === 'boolean' ? kept === 't' || kept === 'true' : kept
}

/** The value of a stored roll-up from its kept figures, as a stored value: what other roll-ups read. */
export function figureOf({ rollup }: FieldModel, kept: ReadonlyMap<string, string | null>): StoredValue {
  const [first, second] = (rollup?.columns ?? []).map((column) => keptValue(column, kept.get(column.name) ?? null))
  if (first === undefined || first === null) return null
  if (second === undefined) return isDecimal(first) ? formatDecimal(first) : (first as StoredValue)
  const count = second as Decimal | null
  return count === null || count.eq(0) ? null : formatDecimal((first as Decimal).div(count))
}
