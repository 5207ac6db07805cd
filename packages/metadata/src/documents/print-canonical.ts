import { isJsonObject } from '@huozi/core'
import { documentShape } from '../kinds/document-shape.ts'
import { type ObjectShape, propertyNames, type Shape, shapeOfProperty } from '../schema/shape.ts'
import type { Document } from './document.ts'
import { printJson } from './print-json.ts'

/**
 * A document in its canonical form: properties in the order of the schema, lists in order, list items that are only a
 * key as bare strings where the list allows it, expressions as their author spelled them. Free keys (languages, the
 * fields a role names) stay in the author's order.
 */
export function printCanonical(document: Document): string {
  return printJson(canonicalDocument(document))
}

/** The document with its properties in canonical order. */
export function canonicalDocument(document: Document): Document {
  return orderedObject(document, documentShape(document.kind)) as unknown as Document
}

/** Where a patch puts an item comes last: it is about the item's place, not about the item. */
const PLACEMENT = ['after', 'before', 'remove']

function orderedObject(value: object, shape: ObjectShape): object {
  const known = [...propertyNames(shape, value), ...PLACEMENT]
  const rank = new Map(known.map((name, index) => [name, index]))
  const entries = Object.entries(value).toSorted(
    ([a], [b]) => (rank.get(a) ?? known.length) - (rank.get(b) ?? known.length),
  )
  return Object.fromEntries(entries.map(([name, item]) => [name, ordered(item, shapeOfProperty(shape, value, name))]))
}

function ordered(value: unknown, shape: Shape | undefined): unknown {
  if (shape?.rule === 'keyed' && Array.isArray(value)) {
    return value.map((item) => orderedItem(item, shape.item, shape.allowsBare ? shape.key : []))
  }
  if (shape?.rule === 'map' && isJsonObject(value)) return orderedObject(value, shape.object)
  return value
}

function orderedItem(item: unknown, shape: ObjectShape, bareKeys: readonly string[]): unknown {
  if (!isJsonObject(item)) return item
  const [only, ...others] = Object.entries(item)
  const isBare = only !== undefined && others.length === 0 && bareKeys.includes(only[0])
  return isBare ? only[1] : orderedObject(item, shape)
}
