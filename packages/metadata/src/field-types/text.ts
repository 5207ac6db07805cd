import { FIELD_TEXT, FIELD_TOO_LONG, FIELD_TYPE, isStorableText, issue } from '@huozi/core'
import { type JsonSchema, scalar } from '../json-schema.ts'
import { defineFieldType, type ValueParser } from './field-type.ts'
import { TEXT_OPERATORS } from './filter-operators.ts'

interface TextOptions {
  readonly maxLength?: number
}

const DEFAULT_LENGTH = 255
const MAX_LENGTH = 4000

/** A single line of text. Empty text is blank. */
export const text = defineFieldType<TextOptions>({
  name: 'text',
  description: 'A single line of text.',
  options: { maxLength: maxLengthOption(DEFAULT_LENGTH, MAX_LENGTH) },
  column: () => ({ kind: 'text', folded: true }),
  valueType: () => ({ kind: 'text' }),
  parser: (options) => textParser(options.maxLength ?? DEFAULT_LENGTH),
  jsonSchema: (options) => textJsonSchema(options.maxLength ?? DEFAULT_LENGTH),
  widget: () => 'text',
  operators: TEXT_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'text' ? 'free' : 'checked'),
})

/** The option `maxLength` of the types that are text. */
export function maxLengthOption(fallback: number, maximum: number): JsonSchema {
  return scalar({
    type: 'integer',
    minimum: 1,
    maximum,
    default: fallback,
    description: 'Longest text, in characters.',
  })
}

/** Reads text of at most `maxLength` characters (code points); shared by the types that are text with a shape. */
export function textParser(maxLength: number): ValueParser {
  return (input, at, issues) => {
    if (input === null || input === '') return null
    if (typeof input !== 'string') {
      issues.push(issue(FIELD_TYPE, { expected: 'text' }, at))
      return null
    }
    if (!isStorableText(input)) {
      issues.push(issue(FIELD_TEXT, {}, at))
      return null
    }
    if (input.length > maxLength && Array.from(input).length > maxLength) {
      issues.push(issue(FIELD_TOO_LONG, { maximum: maxLength }, at))
      return null
    }
    return input
  }
}

/** The promise of `textParser`; the pattern leaves out what `isStorableText` refuses. */
export function textJsonSchema(maxLength: number): JsonSchema {
  return { type: 'string', maxLength, pattern: '^[^\\u0000\\uD800-\\uDFFF]*$' }
}
