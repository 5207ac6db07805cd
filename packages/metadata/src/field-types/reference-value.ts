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
  return isExternalId(by) && Object.keys(input).length === 1 ? new ExternalReference(by) : null
}

/** True for what may be the value of an external id. */
export function isExternalId(by: Json | undefined): by is string {
  return typeof by === 'string' && by !== '' && Array.from(by).length <= MAX_EXTERNAL_ID
}

/** Schemas of the ways to name a record. */
export const referenceParts = {
  id: { type: 'string', pattern: ID_PATTERN },
  by: { type: 'string', minLength: 1, maxLength: MAX_EXTERNAL_ID },
} as const satisfies { readonly [part: string]: JsonSchema }

/** The promise of `referenceParser`. */
export const referenceJsonSchema: JsonSchema = {
  anyOf: [
    referenceParts.id,
    { type: 'object', properties: { id: referenceParts.id }, required: ['id'] },
    {
      type: 'object',
      properties: { by: referenceParts.by },
      required: ['by'],
      maxProperties: 1,
    },
  ],
}
