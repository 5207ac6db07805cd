import type { Json } from '@huozi/core'

/** How two layers' values of one property become one (`mechanisms.md` §3). */
export type MergeRule = 'scalar' | 'atomic' | 'keyed' | 'translated' | 'map'

/** The part of JSON Schema 2020-12 the platform writes, with its own `x-` keywords. */
export interface JsonSchema {
  readonly $schema?: string
  readonly $id?: string
  readonly $ref?: string
  readonly $defs?: { readonly [name: string]: JsonSchema }
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly properties?: { readonly [name: string]: JsonSchema }
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly propertyNames?: JsonSchema
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly allOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly if?: JsonSchema
  readonly then?: JsonSchema
  readonly default?: Json
  readonly examples?: readonly Json[]
  readonly 'x-merge'?: MergeRule
  /** Properties that may hold the key of an item of a keyed list, in order; `name` unless said otherwise. */
  readonly 'x-key'?: readonly string[]
  /** The value is the name of a document of this kind. */
  readonly 'x-ref'?: string
  /** Bounds of a decimal written as a string, which JSON Schema's own bounds cannot express. */
  readonly 'x-minimum'?: string
  readonly 'x-maximum'?: string
  /** Largest JSON text of the value in bytes, and its deepest nesting. */
  readonly 'x-maxBytes'?: number
  readonly 'x-maxDepth'?: number
}

/** Marks a property as replaced by the upper layer's value. */
export function scalar(schema: JsonSchema): JsonSchema {
  return { ...schema, 'x-merge': 'scalar' }
}

/** Marks a property as replaced whole: merging never looks inside. */
export function atomic(schema: JsonSchema): JsonSchema {
  return { ...schema, 'x-merge': 'atomic' }
}

/** Marks a list whose items merge by their key. */
export function keyed(schema: JsonSchema, ...key: string[]): JsonSchema {
  return { ...schema, 'x-merge': 'keyed', 'x-key': key.length === 0 ? ['name'] : key }
}

/** Marks a text that merges per language. */
export function translated(schema: JsonSchema): JsonSchema {
  return { ...schema, 'x-merge': 'translated' }
}

/** Marks an object that merges per property. */
export function map(schema: JsonSchema): JsonSchema {
  return { ...schema, 'x-merge': 'map' }
}
