import { formatDecimal, isDecimal, type Json, parseDecimal } from '@huozi/core'
import type { Value } from './value.ts'
import type { ValueType } from './value-type.ts'

/** A value as answers show it: decimals as text. */
export function valueToJson(value: Value): Json {
  if (isDecimal(value)) return formatDecimal(value)
  return Array.isArray(value) ? value.map(valueToJson) : (value as Json)
}

/** A stored or answered JSON value as a value of `type`; trusts its form, except that numbers become exact decimals. */
export function valueFromJson(type: ValueType, json: Json): Value {
  if (json === null || json === '') return null
  if (type.kind === 'number' || type.kind === 'duration') return parseDecimal(String(json))
  if (type.kind !== 'list') return json as Value
  return Array.isArray(json) && json.length > 0 ? json.map((item: Json) => valueFromJson(type.of, item)) : null
}
