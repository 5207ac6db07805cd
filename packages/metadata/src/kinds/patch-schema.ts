import type { JsonSchema } from '../json-schema.ts'
import { part } from '../schema/parts.ts'
import { ownProperties } from '../schema/shape.ts'

type Schemas = { readonly [name: string]: JsonSchema }

const NULL: JsonSchema = { type: 'null' }

/** Properties by which a patch says where an item goes, or that it goes away. */
const PLACEMENT: Schemas = {
  after: placement('Key of the item it follows; * is the last.'),
  before: placement('Key of the item it stands before; * is the first.'),
  remove: { const: true, description: 'The item is not there for this tenant; its data is kept.', 'x-merge': 'scalar' },
}

function placement(description: string): JsonSchema {
  return { type: 'string', maxLength: 300, description, 'x-merge': 'scalar' }
}

/** The same properties as a patch may give them: each may be unset by null, lists give only what changes. */
export function patchProperties(properties: Schemas): { [name: string]: JsonSchema } {
  const entries = Object.entries(properties)
  return Object.fromEntries(entries.map(([name, schema]) => [name, patchProperty(schema)]))
}

function patchProperty(schema: JsonSchema): JsonSchema {
  const { 'x-merge': rule, description } = schema
  const head: JsonSchema = {
    ...(description !== undefined && { description }),
    ...(rule !== undefined && { 'x-merge': rule }),
  }
  if (rule === 'translated') return { ...part('textPatch'), ...head }
  if (rule === 'keyed') return { ...head, ...patchList(schema) }
  if (rule === 'map') return { ...head, ...patchMap(schema) }
  const { 'x-merge': _rule, description: _description, ...plain } = schema
  return { ...head, anyOf: [plain, NULL] }
}

function patchMap(schema: JsonSchema): JsonSchema {
  const { properties, propertyNames, additionalProperties: free } = schema
  return {
    type: ['object', 'null'],
    ...(properties !== undefined && { properties: patchProperties(properties) }),
    ...(propertyNames !== undefined && { propertyNames }),
    ...(free !== undefined && {
      additionalProperties: typeof free === 'object' ? patchProperty(free) : free,
    }),
  }
}

function patchList(schema: JsonSchema): JsonSchema {
  const { items = {}, maxItems, 'x-key': key = ['name'] } = schema
  const branches = items.anyOf ?? [items]
  const [first = {}, ...others] = branches.map((branch) => (branch.type === 'object' ? patchItem(branch, key) : branch))
  return {
    type: ['array', 'null'],
    items: others.length === 0 ? first : { anyOf: [first, ...others] },
    'x-key': key,
    ...(maxItems !== undefined && { maxItems }),
  }
}

/** An item is named by its key; the options of all its types are allowed, because the type may be said below. */
function patchItem(item: JsonSchema, key: readonly string[]): JsonSchema {
  const own = Object.entries(item.properties ?? {})
  const keys = Object.fromEntries(own.filter(([name]) => key.includes(name)))
  const others = Object.fromEntries(own.filter(([name]) => !key.includes(name)))
  return {
    type: 'object',
    properties: { ...keys, ...patchProperties({ ...others, ...variantProperties(item) }), ...PLACEMENT },
    ...(key.length === 1 && { required: key }),
    ...(item.oneOf !== undefined && { oneOf: item.oneOf }),
    additionalProperties: false,
  }
}

/** Options of all variants; one that several types have may have the form any of them gives it. */
function variantProperties({ properties = {}, allOf = [] }: JsonSchema): { [name: string]: JsonSchema } {
  const merged: { [name: string]: JsonSchema } = {}
  for (const variant of allOf) {
    for (const [name, schema] of Object.entries(ownProperties(variant.then?.properties ?? {}, properties))) {
      merged[name] = alternatives(merged[name], schema)
    }
  }
  return merged
}

function alternatives(known: JsonSchema | undefined, schema: JsonSchema): JsonSchema {
  if (known === undefined || JSON.stringify(known) === JSON.stringify(schema)) return schema
  const { 'x-merge': rule } = schema
  const branches = known.anyOf ?? [withoutRule(known)]
  return { anyOf: [...branches, withoutRule(schema)], ...(rule !== undefined && { 'x-merge': rule }) }
}

function withoutRule({ 'x-merge': _rule, ...schema }: JsonSchema): JsonSchema {
  return schema
}
