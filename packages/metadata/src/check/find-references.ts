import { childPointer, isJsonObject } from '@huozi/core'
import type { Document } from '../documents/document.ts'
import type { JsonSchema } from '../json-schema.ts'
import { envelopeProperties } from '../kinds/envelope.ts'
import { kinds } from '../kinds/registry.ts'

/** A place in a document that names another document. */
export interface FoundReference {
  readonly kind: string
  readonly name: string
  readonly pointer: string
}

/** Every place of a document that names another, as the schema of its kind says (`x-ref`). */
export function findReferences(document: Document): Iterable<FoundReference> {
  const kind = kinds.get(document.kind)
  if (kind === undefined) return []
  const properties = { ...envelopeProperties(kind.name), ...kind.properties }
  return referencesIn(document, { type: 'object', properties }, '')
}

/** Schemas are not recursive, so neither is this deeper than they are. */
function* referencesIn(value: unknown, schema: JsonSchema, at: string): Iterable<FoundReference> {
  const kind = schema['x-ref']
  if (kind !== undefined && typeof value === 'string') yield { kind, name: value, pointer: at }
  const { anyOf = [], items, allOf = [], properties, additionalProperties } = schema
  for (const branch of anyOf) yield* referencesIn(value, branch, at)
  if (Array.isArray(value) && items !== undefined) {
    for (const [index, item] of value.entries()) {
      yield* referencesIn(item, items, childPointer(at, index))
    }
  }
  if (!isJsonObject(value)) return
  for (const { if: condition, then } of allOf) {
    const type = condition?.properties?.type?.const
    if (type === value.type && then !== undefined) yield* referencesIn(value, then, at)
  }
  for (const [name, item] of Object.entries(value)) {
    const inner = properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
    if (inner !== undefined) yield* referencesIn(item, inner, childPointer(at, name))
  }
}
