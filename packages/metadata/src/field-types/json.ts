import { FIELD_JSON_SIZE, FIELD_TEXT, FIELD_TYPE, isStorableText, issue, type Json } from '@huozi/core'
import { scalar } from '../json-schema.ts'
import { defineFieldType, type ValueParser } from './field-type.ts'

interface JsonOptions {
  readonly maxBytes?: number
}

const DEFAULT_BYTES = 65_536
const MAX_BYTES = 1_048_576
const MAX_DEPTH = 20

/** A JSON object or list as another system made it; the platform keeps it and looks no further. */
export const json = defineFieldType<JsonOptions>({
  name: 'json',
  description: 'A JSON object or list that the platform only keeps.',
  options: {
    maxBytes: scalar({
      type: 'integer',
      minimum: 2,
      maximum: MAX_BYTES,
      default: DEFAULT_BYTES,
      description: 'Largest value, in bytes of its JSON text.',
    }),
  },
  refused: ['default', 'formula'],
  column: () => ({ kind: 'json' }),
  valueType: () => ({ kind: 'json' }),
  parser: (options) => jsonParser(options.maxBytes ?? DEFAULT_BYTES),
  jsonSchema: (options) => ({
    type: ['object', 'array'],
    'x-maxBytes': options.maxBytes ?? DEFAULT_BYTES,
    'x-maxDepth': MAX_DEPTH,
  }),
  widget: () => 'json',
  operators: ['is_blank'],
  sortable: false,
  convertible: () => 'refused',
})

function jsonParser(maxBytes: number): ValueParser {
  return (input, at, issues) => {
    if (input === null || input === '') return null
    if (typeof input !== 'object') {
      issues.push(issue(FIELD_TYPE, { expected: 'json' }, at))
      return null
    }
    const text = isShallow(input, MAX_DEPTH) ? JSON.stringify(input) : null
    if (text === null || byteLength(text) > maxBytes) {
      issues.push(issue(FIELD_JSON_SIZE, { bytes: maxBytes, depth: MAX_DEPTH }, at))
      return null
    }
    if (!isStorableJson(input)) {
      issues.push(issue(FIELD_TEXT, {}, at))
      return null
    }
    return input
  }
}

function isShallow(value: Json, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return left > 0 && Object.values(value).every((item) => isShallow(item, left - 1))
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/** The database keeps texts and keys in JSON under the same rule as texts outside. */
function isStorableJson(value: Json): boolean {
  if (typeof value === 'string') return isStorableText(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, item]) => isStorableText(key) && isStorableJson(item))
}
