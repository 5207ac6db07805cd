import {
  childPointer,
  type Issue,
  isJsonObject,
  issue,
  NAME_DUPLICATE,
  NAME_PREFIX,
  NAME_RESERVED,
  OBJECT_CONFLICT,
} from '@huozi/core'
import type { Document } from '../documents/document.ts'
import { documentShape } from '../kinds/document-shape.ts'
import { isReservedName } from '../kinds/reserved-names.ts'
import { type Layer, layerPrefix } from '../layers/layer.ts'
import { type KeyedShape, keyOfItem, type ObjectShape, type Shape, shapeOfProperty } from '../schema/shape.ts'

/** Checks the names of one document of a layer: its prefix, what is reserved, and keys that occur twice in a list. */
export function* checkNames(document: Document, layer: Layer): Iterable<Issue> {
  if (document.extends === undefined) yield* checkOwnName(document, layer)
  yield* checkObject(document, documentShape(document.kind), '')
}

function* checkOwnName({ name, systemRole }: Document, layer: Layer): Iterable<Issue> {
  const prefix = layerPrefix(layer)
  if (isReservedName(name)) yield issue(NAME_RESERVED, { name }, '/name')
  if (prefix !== null && !name.startsWith(`${prefix}_`)) yield issue(NAME_PREFIX, { name, prefix }, '/name')
  if (prefix !== null && systemRole !== undefined) {
    yield issue(OBJECT_CONFLICT, { object: name, rule: 'systemRole' }, '/systemRole')
  }
}

function* checkObject(value: object, shape: ObjectShape, at: string): Iterable<Issue> {
  for (const [name, item] of Object.entries(value)) {
    yield* checkValue(item, shapeOfProperty(shape, value, name), childPointer(at, name))
  }
}

function* checkValue(value: unknown, shape: Shape | undefined, at: string): Iterable<Issue> {
  if (shape?.rule === 'map' && isJsonObject(value)) yield* checkObject(value, shape.object, at)
  if (shape?.rule === 'keyed' && Array.isArray(value)) yield* checkList(value, shape, at)
}

function* checkList(items: readonly unknown[], shape: KeyedShape, at: string): Iterable<Issue> {
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    const key = keyOfItem(item, shape)
    const pointer = childPointer(at, index)
    if (key !== undefined) {
      if (seen.has(key)) yield issue(NAME_DUPLICATE, { name: key }, keyPointer(item, key, pointer))
      if (shape.namesItems && isReservedName(key)) {
        yield issue(NAME_RESERVED, { name: key }, keyPointer(item, key, pointer))
      }
      seen.add(key)
    }
    if (isJsonObject(item)) yield* checkObject(item, shape.item, pointer)
  }
}

function keyPointer(item: unknown, key: string, at: string): string {
  const property = isJsonObject(item) ? Object.keys(item).find((name) => item[name] === key) : undefined
  return property === undefined ? at : childPointer(at, property)
}
