import { ANCHOR_UNKNOWN, type Issue, isJsonObject, issue, LOCALES } from '@huozi/core'
import type { Document, DocumentPath } from '../documents/document.ts'
import { documentShape } from '../kinds/document-shape.ts'
import {
  type KeyedShape,
  keyOfItem,
  type MapShape,
  type ObjectShape,
  type Shape,
  shapeOfProperty,
} from '../schema/shape.ts'
import { type ListChange, mergeList } from './merge-list.ts'
import { documentPath } from './provenance.ts'

/** What a merge found out on its way. */
export interface MergeRecord {
  /** Every property, item or text the patch decides about. */
  readonly overrides: DocumentPath[]
  /** Paths of the items the patch adds under a name of its own choice. */
  readonly additions: DocumentPath[]
  /** What the author may want to know though nothing is wrong; `params.path` names the place. */
  readonly notes: Issue[]
}

type Values = { readonly [property: string]: unknown }

interface Place {
  readonly path: DocumentPath
  readonly record: MergeRecord
}

/** Properties that say which document a patch is about, not what it changes. */
const HEAD: ReadonlySet<string> = new Set(['$schema', 'kind', 'name', 'extends'])
/** Properties that say where a patch puts an item. */
const PLACEMENT: ReadonlySet<string> = new Set(['after', 'before', 'remove'])

/**
 * The document with a patch laid over it, property by property as the schema of the kind says. Both have passed their
 * schemas; neither is changed.
 */
export function mergeDocument(document: Document, patch: Document, record: MergeRecord): Document {
  const place = { path: documentPath(document), record }
  const merged = mergeObject(document, without(patch, HEAD), documentShape(document.kind), place)
  return merged as unknown as Document
}

function mergeObject(base: Values, change: Values, shape: ObjectShape, place: Place): Values {
  const type = { type: change.type ?? base.type }
  return mergeProperties(base, change, (name) => ({ shape: shapeOfProperty(shape, type, name), place }))
}

/** Lays each property of the change over that of the base; what becomes undefined is left out. */
function mergeProperties(
  base: Values,
  change: Values,
  placeOf: (name: string) => { shape: Shape | undefined; place: Place },
): Values {
  const merged = new Map(Object.entries(base))
  for (const [name, value] of Object.entries(change)) {
    const { shape, place } = placeOf(name)
    const result = mergeValue(merged.get(name), value, shape, { ...place, path: `${place.path}/${name}` })
    if (result === undefined) merged.delete(name)
    else merged.set(name, result)
  }
  return Object.fromEntries(merged)
}

/** The value of one property; undefined when null unsets it. Merging never looks inside scalar and atomic values. */
function mergeValue(base: unknown, change: unknown, shape: Shape | undefined, place: Place): unknown {
  if (change !== null && shape?.rule === 'keyed') return mergeItems(asList(base), asList(change), shape, place)
  if (isJsonObject(change) && shape?.rule === 'map') return mergeMap(asValues(base), change, shape, place)
  if (isJsonObject(change) && shape?.rule === 'translated') return mergeTexts(base, change, place)
  place.record.overrides.push(place.path)
  return change === null ? undefined : change
}

function mergeMap(base: Values, change: Values, { object, values }: MapShape, place: Place): Values {
  return mergeProperties(base, change, (name) => ({ shape: object.properties.get(name) ?? values ?? undefined, place }))
}

/** A text that is the same in all languages is the text of each shipped one until a patch says otherwise. */
function mergeTexts(base: unknown, change: Values, place: Place): Values {
  const texts = typeof base === 'string' ? Object.fromEntries(LOCALES.map((locale) => [locale, base])) : asValues(base)
  return mergeProperties(texts, change, () => ({ shape: undefined, place }))
}

function mergeItems(base: readonly unknown[], changes: readonly unknown[], shape: KeyedShape, place: Place): unknown[] {
  const { path, record } = place
  const { items, lost } = mergeList(
    base,
    changes.map((change) => listChange(change, shape)),
    {
      keyOf: (item) => keyOfItem(item, shape) ?? '',
      change: (item, { key, values }) => {
        return mergeObject(asObject(item, shape), values, shape.item, { path: `${path}/${key}`, record })
      },
      // what is inside a new item comes from its layer altogether: one entry covers it
      create: ({ item }) => (isJsonObject(item) ? newItem(item, shape.item) : item),
      decided: (key, isNew) => {
        record.overrides.push(`${path}/${key}`)
        if (isNew && shape.namesItems) record.additions.push(`${path}/${key}`)
      },
    },
  )
  for (const { key, anchor } of lost) record.notes.push(issue(ANCHOR_UNKNOWN, { anchor, path: `${path}/${key}` }))
  return items
}

function listChange(item: unknown, shape: KeyedShape): ListChange {
  const object = asObject(item, shape)
  const { after, before } = object
  return {
    item,
    key: keyOfItem(item, shape) ?? '',
    values: without(object, new Set([...PLACEMENT, ...shape.key])),
    remove: object.remove === true,
    after: typeof after === 'string' ? after : null,
    before: typeof before === 'string' ? before : null,
  }
}

function newItem(item: Values, shape: ObjectShape): Values {
  return mergeObject({}, without(item, PLACEMENT), shape, {
    path: '',
    record: { overrides: [], additions: [], notes: [] },
  })
}

/** A bare string stands for the item with that key. */
function asObject(item: unknown, { key: [key = 'name'] }: KeyedShape): Values {
  return isJsonObject(item) ? item : { [key]: item }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function asValues(value: unknown): Values {
  return isJsonObject(value) ? value : {}
}

function without(values: Values, names: ReadonlySet<string>): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)))
}
