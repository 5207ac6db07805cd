import { formatDecimal, isDecimal } from '@huozi/core'
import { ContextSlot, type EvaluationContext, type SqlType, slotValue, type Value } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import { Slot } from '../statement/slot.ts'

/** Casts by type; part of our text, never of a tenant's. */
const CASTS: Readonly<Record<string, RawBuilder<unknown>>> = Object.freeze({
  text: sql`::text`,
  numeric: sql`::numeric`,
  boolean: sql`::boolean`,
  date: sql`::date`,
  timestamptz: sql`::timestamptz`,
  time: sql`::time`,
  uuid: sql`::uuid`,
  integer: sql`::bigint`,
})
const LIST = sql`[]`

/** A value or a slot as a parameter with its type, so that Postgres never guesses: `$1::numeric`. */
export function parameter(
  value: Value | ContextSlot | Slot,
  type: SqlType | 'integer' | 'integer[]',
): RawBuilder<unknown> {
  const bound = value instanceof ContextSlot || value instanceof Slot ? value : driverValue(value)
  return sql`${bound}${castOf(type)}`
}

/** The cast to a type: `::numeric[]`. */
export function castOf(type: SqlType | 'integer' | 'integer[]'): RawBuilder<unknown> {
  const isList = type.endsWith('[]')
  const cast = CASTS[isList ? type.slice(0, -2) : type]
  if (cast === undefined) throw new Error(`no cast for ${type}`)
  return isList ? sql`${cast}${LIST}` : cast
}

/** The parameters of a compiled statement with every slot filled for one request. */
export function fillContextSlots(parameters: readonly unknown[], context: EvaluationContext): unknown[] {
  return parameters.map((given) => (given instanceof ContextSlot ? driverValue(slotValue(given, context)) : given))
}

/** A value as the driver sends it: exact decimals as text. */
export function driverValue(value: Value): unknown {
  if (isDecimal(value)) return formatDecimal(value)
  return Array.isArray(value) ? value.map(driverValue) : value
}

/** True for a whole number every bigint column can be compared with. */
export function isBigint(text: string): boolean {
  return /^-?\d{1,18}$/.test(text)
}
