import { isJsonObject, jsonPointer } from '@huozi/core'
import { type KeyedShape, keyOfItem, type ObjectShape, shapeOfProperty } from './shape.ts'

/** A place in a document, seen through its shape. */
export interface Place {
  readonly value: unknown
  /** Shape of the object standing here; null when it is no object that merges per property. */
  readonly object: ObjectShape | null
  /** Shape of the list standing here. */
  readonly list: KeyedShape | null
}

/** Where a pointer leads, and how the place is named: by keys of lists, never by positions. */
export interface NamedPlace extends Place {
  readonly path: readonly string[]
}

/** Follows a pointer's segments through a document; where the shape knows nothing, segments stand for themselves. */
export function placeOf(document: unknown, shape: ObjectShape, segments: readonly string[]): NamedPlace {
  let place: Place = { value: document, object: shape, list: null }
  const path: string[] = []
  for (const segment of segments) {
    const { list } = place
    const inner = childPlace(place, segment)
    path.push(list === null ? segment : (keyOfItem(inner.value, list) ?? segment))
    place = inner
  }
  return { ...place, path }
}

/** The pointer of a path by names, as deep as the document goes; the last name may be of what is missing. */
export function pointerOfPath(document: unknown, shape: ObjectShape, path: readonly string[]): string {
  let place: Place = { value: document, object: shape, list: null }
  const segments: string[] = []
  for (const [index, name] of path.entries()) {
    const segment = place.list === null ? name : positionOf(place.value, name, place.list)
    const inner = segment === null ? null : childPlace(place, segment)
    const isMissing = inner === null || inner.value === undefined
    if (segment === null || inner === null || (isMissing && index < path.length - 1)) break
    segments.push(segment)
    place = inner
  }
  return jsonPointer(segments)
}

function childPlace({ value, object, list }: Place, segment: string): Place {
  const inner: unknown = Array.isArray(value) ? value[Number(segment)] : ownProperty(value, segment)
  if (list !== null) return { value: inner, object: list.item, list: null }
  const shape = object === null ? undefined : shapeOfProperty(object, value, segment)
  return {
    value: inner,
    object: shape?.rule === 'map' ? shape.object : null,
    list: shape?.rule === 'keyed' ? shape : null,
  }
}

function ownProperty(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function positionOf(value: unknown, key: string, list: KeyedShape): string | null {
  const index = Array.isArray(value) ? value.findIndex((item) => keyOfItem(item, list) === key) : -1
  return index < 0 ? null : String(index)
}
