import {
  ADDRESS_PARTS,
  type AddressPart,
  FIELD_TYPE,
  isJsonObject,
  isStorableText,
  issue,
  type Json,
} from '@huozi/core'
import type { JsonSchema } from '../json-schema.ts'
import { defineFieldType, type ValueParser } from './field-type.ts'
import { textJsonSchema } from './text.ts'

const COUNTRY = '^[A-Z]{2}$'
/** Longest text of each part, in characters. */
const LENGTHS: { readonly [P in AddressPart]: number } = {
  country: 2,
  province: 100,
  city: 100,
  district: 100,
  street: 200,
  postcode: 20,
}

/** A postal address in parts; the country is a code of ISO 3166-1. Blank when all of it is. */
export const address = defineFieldType<object>({
  name: 'address',
  description: 'A postal address: country, province, city, district, street, postcode.',
  options: {},
  plainText: 'address',
  refused: ['default', 'formula'],
  column: () => ({ kind: 'json' }),
  valueType: () => ({ kind: 'text' }),
  parser: () => parseAddress,
  jsonSchema: () => ({
    type: 'object',
    properties: Object.fromEntries(ADDRESS_PARTS.map((part) => [part, partSchema(part)])),
    additionalProperties: false,
  }),
  widget: () => 'address',
  operators: ['contains', 'is_blank'],
  sortable: false,
  convertible: () => 'refused',
})

function partSchema(part: AddressPart): JsonSchema {
  const blank = { type: ['string', 'null'], maxLength: 0 }
  const text = textJsonSchema(LENGTHS[part])
  return { anyOf: [blank, part === 'country' ? { type: 'string', pattern: COUNTRY } : text] }
}

const parseAddress: ValueParser = (input, at, issues) => {
  if (input === null || input === '') return null
  if (!isJsonObject(input) || !Object.entries(input).every(isPart)) {
    issues.push(issue(FIELD_TYPE, { expected: 'address' }, at))
    return null
  }
  const parts = ADDRESS_PARTS.map((part) => [part, input[part] || null] as const)
  return parts.every(([, value]) => value === null) ? null : Object.fromEntries(parts)
}

function isPart([name, value]: [string, Json]): boolean {
  if (!(ADDRESS_PARTS as readonly string[]).includes(name)) return false
  if (value === null || value === '') return true
  if (typeof value !== 'string' || !isStorableText(value)) return false
  if (name === 'country') return new RegExp(COUNTRY).test(value)
  return Array.from(value).length <= LENGTHS[name as AddressPart]
}
