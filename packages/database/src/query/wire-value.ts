import type { Json } from '@huozi/core'
import type { ValueType } from '@huozi/expression'
import type { FieldModel } from '@huozi/metadata'
import { readPolymorphic } from '../field-storage/polymorphic.ts'

/** Turns the text Postgres sends for a value into what goes on the wire. Null never gets here. */
export type WireReader = (text: string) => Json

/** `123.4500` → `123.45`, `100.00` → `100`: one spelling for one value. */
function trimDecimal(text: string): string {
  if (!text.includes('.')) return text
  if (!text.endsWith('0')) return text
  return text.replace(/\.?0+$/, '')
}

/** Length of `2026-11-22 01:02:03.456+00`: what Postgres writes unless the year is beyond 9999 or milliseconds end in 0. */
const USUAL_INSTANT = 26

/** `2026-11-22 01:02:03.4+00` → `2026-11-22T01:02:03.400Z`. Sessions run in UTC. */
export function isoInstant(text: string): string {
  if (text.length === USUAL_INSTANT && text.charCodeAt(10) === 32) return `${text.slice(0, 10)}T${text.slice(11, 23)}Z`
  const [day = '', time = ''] = text.split(' ')
  const [clock = '', fraction = ''] = time.replace(/\+00$/, '').split('.')
  return `${day}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
}

/** `{a,b}` → `["a","b"]`. Codes have no character Postgres would escape, though it quotes the word NULL. */
function readCodes(text: string): Json {
  return text.slice(1, -1).replaceAll('"', '').split(',')
}

const same: WireReader = (text) => text

const byColumn: { readonly [kind: string]: WireReader } = {
  numeric: trimDecimal,
  integer: Number,
  boolean: (text) => text === 't',
  timestamp: isoInstant,
  list: readCodes,
  json: (text) => JSON.parse(text) as Json,
}

/** The reader of one field's values. A computed field has the column kind its type would have. */
export function wireReader(field: FieldModel): WireReader {
  if (field.targets.length > 0) return (text) => ({ ...readPolymorphic(field, text) })
  const { kind } = field.column?.spec ?? field.fieldType.column(field.options)
  return byColumn[kind] ?? same
}

const byType: { readonly [kind: string]: WireReader } = {
  number: trimDecimal,
  duration: trimDecimal,
  boolean: (text) => text === 't',
  datetime: isoInstant,
}

/** The reader of values that are no field's. */
export function typeReader({ kind }: ValueType): WireReader {
  return byType[kind] ?? same
}
