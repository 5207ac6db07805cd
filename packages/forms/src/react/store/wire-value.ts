import {
  canonicalJson,
  decimal,
  formatDecimal,
  isDecimal,
  isJsonObject,
  type Json,
  parseDecimal,
  plainTexts,
} from '@huozi/core'
import type { Value } from '@huozi/expression'
import type { FormValueType } from '../../form-definition.ts'

/** A wire value as expressions see it. What is being typed and is no number yet counts as blank. */
export function toValue(type: FormValueType, wire: Json | undefined): Value {
  if (wire === null || wire === undefined || wire === '') return null
  if (type.kind === 'text' && type.from !== undefined) return plainTexts[type.from](wire) || null
  if (type.kind === 'json') return canonicalJson(wire)
  if (type.kind === 'list') return toList(type.of, wire)
  if (isDecimalKind(type)) return typeof wire === 'number' ? decimal(wire) : parseDecimal(String(wire))
  if (typeof wire === 'boolean' || typeof wire === 'string') return wire
  return isJsonObject(wire) && typeof wire.id === 'string' ? wire.id : null
}

function toList(of: FormValueType, wire: Json): Value {
  if (!Array.isArray(wire) || wire.length === 0) return null
  return wire.map((item: Json) => toValue(of, item))
}

/** A result of an expression in wire form. `isInteger` = the field's numbers travel as JSON numbers. */
export function toWire(value: Value, { isInteger, labelOf }: { isInteger: boolean; labelOf: LabelOf | null }): Json {
  if (isDecimal(value)) return isInteger ? value.toNumber() : formatDecimal(value)
  if (typeof value === 'string' && labelOf) return { id: value, label: labelOf(value) }
  if (Array.isArray(value)) return value.map((item: Value) => toWire(item, { isInteger, labelOf }))
  return value as string | boolean | null
}

/** Label of a referenced record by its id; null when the form does not know it. */
export type LabelOf = (id: string) => string | null

function isDecimalKind({ kind }: FormValueType): boolean {
  return kind === 'number' || kind === 'duration'
}
