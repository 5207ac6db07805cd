import type { JsonSchema } from '../json-schema.ts'

type Schemas = { readonly [name: string]: JsonSchema }

/** What a `type` adds to the properties all types have. */
export interface Variant {
  readonly name: string
  readonly description: string
  readonly properties: Schemas
  readonly required: readonly string[] | undefined
  /** Properties of every type; their schemas stand beside `allOf`. */
  readonly common: Schemas
}

/**
 * The branch of a type in `allOf`. It repeats the names of the common properties and closes the object by itself:
 * `unevaluatedProperties` would be shorter, but Ajv 8 carries the evaluated properties of one list item over to the next
 * and lets unknown ones pass; and one schema function per item makes its lists of errors grow by the square.
 */
export function typedVariant({ name, description, properties, required, common }: Variant): JsonSchema {
  const known = Object.fromEntries(Object.keys(common).map((property) => [property, {}]))
  return {
    if: { properties: { type: { const: name } }, required: ['type'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      description,
      properties: { ...known, ...properties },
      ...(required !== undefined && { required }),
      additionalProperties: false,
    },
  }
}
