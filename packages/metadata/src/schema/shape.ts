import { isJsonObject } from '@huozi/core'
import type { JsonSchema } from '../json-schema.ts'

/**
 * What layers, canonical form and pointers need to know of a schema: which properties an object has, and how two values
 * of each become one. Made from the JSON Schema, which stays the only source.
 */
export type Shape = LeafShape | MapShape | KeyedShape

/** Merged without looking inside, or per language. */
export interface LeafShape {
  readonly rule: 'scalar' | 'atomic' | 'translated'
}

/** An object that merges per property: with declared properties, with free keys, or both. */
export interface MapShape {
  readonly rule: 'map'
  readonly object: ObjectShape
  /** Shape of the values under free keys. */
  readonly values: Shape | null
}

/** A list whose items are addressed by their key. */
export interface KeyedShape {
  readonly rule: 'keyed'
  /** Properties that may hold an item's key, in order. */
  readonly key: readonly string[]
  /** The items are named by their author, not after something that exists. */
  readonly namesItems: boolean
  /** A bare string stands for the item with that key. */
  readonly allowsBare: boolean
  readonly item: ObjectShape
}

export interface ObjectShape {
  /** In canonical order. */
  readonly properties: ReadonlyMap<string, Shape>
  /** Further properties by the object's `type`. */
  readonly variants: ReadonlyMap<string, ReadonlyMap<string, Shape>>
}

const KEYS_OF_NAMED_ITEMS: ReadonlySet<string> = new Set(['name', 'code'])

type Schemas = { readonly [name: string]: JsonSchema }

/**
 * Reads the shape of an object from the schemas of its properties, and of what `typed` adds by the object's `type`.
 * Every property must say how it merges: throws a plain error otherwise.
 */
export function objectShape(properties: Schemas, typed: JsonSchema['allOf'] = []): ObjectShape {
  const variants = typed.flatMap((entry) => {
    const type = entry.if?.properties?.type?.const
    return typeof type === 'string' ? [[type, ownProperties(entry.then?.properties ?? {}, properties)] as const] : []
  })
  return {
    properties: propertyShapes(properties),
    variants: new Map(variants.map(([type, own]) => [type, propertyShapes(own)])),
  }
}

/** What a variant adds to the properties all variants have. */
export function ownProperties(variant: Schemas, common: Schemas): Schemas {
  return Object.fromEntries(Object.entries(variant).filter(([name]) => !Object.hasOwn(common, name)))
}

function propertyShapes(properties: Schemas): ReadonlyMap<string, Shape> {
  return new Map(Object.entries(properties).map(([name, schema]) => [name, propertyShape(name, schema)]))
}

function propertyShape(name: string, schema: JsonSchema): Shape {
  const rule = schema['x-merge']
  if (rule === undefined) throw new Error(`The schema of "${name}" does not say how it merges`)
  if (rule === 'map') {
    const { additionalProperties: free } = schema
    const values = typeof free === 'object' ? propertyShape(`${name}/*`, free) : freeValues(schema)
    return { rule, object: objectShape(schema.properties ?? {}), values }
  }
  return rule === 'keyed' ? keyedShape(schema) : { rule }
}

/** An open map without a schema for its values: they are replaced one by one. */
function freeValues({ properties, additionalProperties }: JsonSchema): Shape | null {
  return properties === undefined && additionalProperties === undefined ? { rule: 'scalar' } : null
}

function keyedShape({ items = {}, 'x-key': key = ['name'] }: JsonSchema): KeyedShape {
  const branches = items.anyOf ?? [items]
  const item = branches.find(({ type }) => type === 'object') ?? {}
  return {
    rule: 'keyed',
    key,
    namesItems: key.every((name) => KEYS_OF_NAMED_ITEMS.has(name)),
    allowsBare: branches.length > 1,
    item: objectShape(item.properties ?? {}, item.allOf),
  }
}

/** The shape of one property of an object, by the object's own type where it has one. */
export function shapeOfProperty(shape: ObjectShape, value: unknown, name: string): Shape | undefined {
  const common = shape.properties.get(name)
  if (common !== undefined) return common
  const variant = isJsonObject(value) && typeof value.type === 'string' ? shape.variants.get(value.type) : undefined
  if (variant !== undefined) return variant.get(name)
  return Iterator.from(shape.variants.values())
    .find((properties) => properties.has(name))
    ?.get(name)
}

/** Names of the properties an object may have: those of its type, or of all types when it has none that is known. */
export function propertyNames(shape: ObjectShape, value: unknown): string[] {
  const type = isJsonObject(value) ? value.type : undefined
  const variant = typeof type === 'string' ? shape.variants.get(type) : undefined
  const further = variant === undefined ? [...shape.variants.values()] : [variant]
  return [...new Set([...shape.properties.keys(), ...further.flatMap((properties) => [...properties.keys()])])]
}

/** The key of a list item; undefined when it has none. */
export function keyOfItem(item: unknown, { key }: KeyedShape): string | undefined {
  if (typeof item === 'string') return item
  if (!isJsonObject(item)) return undefined
  const found = key.map((name) => item[name]).find((value) => typeof value === 'string')
  return typeof found === 'string' ? found : undefined
}
