import type { Json, JsonObject } from '@huozi/core'
import type { FormField } from '../../form-definition.ts'
import { isBlank } from './check-value.ts'

interface TypedField {
  readonly field: FormField
  readonly value: Json
  /** The value loaded with the record. */
  readonly loaded: Json
}

/**
 * Merge patch of what was set by hand. A value equal to the loaded one is left out, unless the field has a default:
 * then sending it tells the server that a person chose it.
 */
export function mergePatch(typed: readonly TypedField[], isNew: boolean): JsonObject {
  const sent = typed.filter(({ field, value, loaded }) => decidesDefault(field, isNew) || !isSame(value, loaded))
  return Object.fromEntries(sent.map(({ field, value }) => [field.name, requestValue(value)]))
}

/** True when the server would otherwise put the field's default there. */
function decidesDefault({ default: rule }: FormField, isNew: boolean): boolean {
  return rule !== undefined && (isNew || rule.on === 'change')
}

/** Same for the server: blank is blank, and a reference is its id whatever its label. */
export function isSame(a: Json, b: Json): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b)
  return JSON.stringify(requestValue(a)) === JSON.stringify(requestValue(b))
}

/** A value as requests carry it: references by id, blank as null. */
export function requestValue(value: Json): Json {
  if (isBlank(value)) return null
  if (!isReference(value)) return value
  return value.object === undefined ? value.id : { id: value.id, object: value.object }
}

/** A reference as answers carry it. */
function isReference(value: Json): value is { readonly id: string; readonly object?: Json } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
}
