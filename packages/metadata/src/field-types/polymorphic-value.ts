import { FIELD_TYPE, isId, isJsonObject, issue, type Json } from '@huozi/core'
import type { JsonSchema } from '../json-schema.ts'
import { ExternalReference, type PolymorphicValue, type ValueParser } from './field-type.ts'
import { isExternalId, referenceParts } from './reference-value.ts'

/**
 * Reads a reference to one of several objects: `{"object": …, "id": …}` (what answers carry, so a record can be sent back) or
 * `{"object": …, "by": "external id"}`.
 */
export function polymorphicParser(objects: readonly string[]): ValueParser {
  return (input, at, issues) => {
    if (input === null || input === '') return null
    const value = readPolymorphic(input, objects)
    if (value !== null) return value instanceof ExternalReference ? value : { ...value }
    issues.push(issue(FIELD_TYPE, { expected: 'polymorphic' }, at))
    return null
  }
}

function readPolymorphic(input: Json, objects: readonly string[]): PolymorphicValue | ExternalReference | null {
  if (!isJsonObject(input)) return null
  const { object, id, by } = input
  if (typeof object !== 'string' || !objects.includes(object)) return null
  if (isId(id)) return { id, object }
  return isExternalId(by) && Object.keys(input).length === 2 ? new ExternalReference(by, object) : null
}

/** The promise of {@link polymorphicParser}. */
export function polymorphicJsonSchema(objects: readonly string[]): JsonSchema {
  const object: JsonSchema = { type: 'string', enum: objects }
  return {
    anyOf: [
      { type: 'object', properties: { object, id: referenceParts.id }, required: ['object', 'id'] },
      {
        type: 'object',
        properties: { object, by: referenceParts.by },
        required: ['object', 'by'],
        maxProperties: 2,
      },
    ],
  }
}
