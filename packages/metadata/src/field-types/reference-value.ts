import { FIELD_TYPE, isId, isJsonObject, issue, type Json } from '@huozi/core'
import type { JsonSchema } from '../json-schema.ts'
import { ExternalReference, type ValueParser } from './field-type.ts'

const ID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const MAX_EXTERNAL_ID = 255

/** Reads a reference: `"id"`, `{"id": …}` (what answers carry, so a record can be sent back) or `{"by": "external id"}`. */
export const referenceParser: ValueParser = (input, at, issues) => {
  if (input === null || input === '') return null
  const reference = readReference(input)
  if (reference === null) issues.push(issue(FIELD_TYPE, { expected: 'reference' }, at))
  return reference
}

function readReference(input: Json): string | ExternalReference | null {
  if (isId(input)) return input
  if (!isJsonObject(input)) return null
  if (isId(input.id)) return input.id
  const { by } = input
  if (typeof by !== 'string' || by === '' || Object.keys(input).length > 1) return null
  return Array.from(by).length <= MAX_EXTERNAL_ID ? new ExternalReference(by) : null
}

/** The promise of `referenceParser`. */
export const referenceJsonSchema: JsonSchema = {
  anyOf: [
    { type: 'string', pattern: ID_PATTERN },
    { type: 'object', properties: { id: { type: 'string', pattern: ID_PATTERN } }, required: ['id'] },
    {
      type: 'object',
      properties: { by: { type: 'string', minLength: 1, maxLength: MAX_EXTERNAL_ID } },
      required: ['by'],
      maxProperties: 1,
    },
  ],
}
