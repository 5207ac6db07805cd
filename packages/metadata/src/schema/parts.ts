import type { JsonSchema } from '../json-schema.ts'

/** Names made by tenants: objects, fields, rules, sections … */
const NAME_PATTERN = '^[a-z][a-z0-9_]{0,39}$'
/** Codes of choices. */
const CODE_PATTERN = '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'
const LANGUAGE_PATTERN = '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$'
const MAX_TEXT = 10_000
/** What the expression room accepts at most; longer is refused before it is parsed. */
const MAX_EXPRESSION = 65_536

/** Building blocks every kind's schema shares, under their names in `$defs`. */
export const sharedDefinitions: { readonly [name: string]: JsonSchema } = {
  name: { type: 'string', pattern: NAME_PATTERN, description: 'A name: snake_case, at most 40 characters.' },
  code: {
    type: 'string',
    pattern: CODE_PATTERN,
    description: 'A code: letters, digits, _ and -, at most 40 characters.',
  },
  text: {
    description: 'A text: the same in all languages, or one per language: {"zh-CN": "金额", "en": "Amount"}.',
    anyOf: [
      { type: 'string', maxLength: MAX_TEXT },
      {
        type: 'object',
        propertyNames: { pattern: LANGUAGE_PATTERN },
        additionalProperties: { type: 'string', maxLength: MAX_TEXT },
        maxProperties: 50,
      },
    ],
  },
  textPatch: {
    description: 'A text, or texts per language of which null unsets one.',
    anyOf: [
      { type: 'string', maxLength: MAX_TEXT },
      {
        type: 'object',
        propertyNames: { pattern: LANGUAGE_PATTERN },
        additionalProperties: { type: ['string', 'null'], maxLength: MAX_TEXT },
        maxProperties: 50,
      },
      { type: 'null' },
    ],
  },
  path: {
    type: 'string',
    pattern: '^[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){0,5}$',
    description: 'A field, or a path over references: account.owner.',
  },
  expression: {
    description: 'An expression: text, lines of text, or JsonLogic.',
    anyOf: [
      { type: 'string', minLength: 1, maxLength: MAX_EXPRESSION },
      { type: 'array', items: { type: 'string', maxLength: MAX_EXPRESSION }, minItems: 1, maxItems: 1000 },
      { type: 'object' },
    ],
  },
  value: {
    description:
      'A value: JSON is a literal, "=text" or {"=": …} an expression; a literal beginning with = is written ==.',
  },
}

/** A reference to one of `sharedDefinitions`, with what this property adds to it. */
export function part(name: keyof typeof sharedDefinitions & string, more: JsonSchema = {}): JsonSchema {
  return { $ref: `#/$defs/${name}`, ...more }
}

/** The name of a document of another kind, which must exist. */
export function reference(kind: string, description: string): JsonSchema {
  return part('name', { description, 'x-ref': kind })
}
