import { canonicalJson, isJsonObject } from '@huozi/core'
import type { Document, DocumentPath } from '../documents/document.ts'
import { documentShape } from '../kinds/document-shape.ts'
import { documentPath } from '../layers/provenance.ts'
import { formerNames } from '../model/implied-keys.ts'
import { type KeyedShape, keyOfItem, type ObjectShape, type Shape, shapeOfProperty } from '../schema/shape.ts'

/** One difference between two sets of effective documents, as small as the shape of their kind allows. */
export interface DocumentChange {
  readonly action: 'add' | 'change' | 'remove'
  readonly kind: string
  /** Name of the document; the old one when it is removed. */
  readonly name: string
  /** The place by names: `object/lib_book/fields/title/label`. */
  readonly path: DocumentPath
  /** What stood there; undefined where nothing did, or where only the order changed. */
  readonly before: unknown
  readonly after: unknown
}

/** What differs, in the order of the new documents, what is gone last. Renamed things are followed by their `formerly`. Pure. */
export function diffDocuments(before: readonly Document[], after: readonly Document[]): readonly DocumentChange[] {
  const old = new Map(before.map((document) => [documentPath(document), document]))
  const claimed = new Set<Document>()
  const kept = after.flatMap((document) => {
    const former = formerDocument(document, old)
    if (former !== undefined) claimed.add(former)
    return former === undefined ? [wholeChange('add', document)] : diffDocument(former, document)
  })
  return [...kept, ...before.filter((document) => !claimed.has(document)).map((gone) => wholeChange('remove', gone))]
}

function formerDocument(document: Document, old: ReadonlyMap<string, Document>): Document | undefined {
  const names = [document.name, ...formerNames(document)]
  return names.map((name) => old.get(documentPath({ kind: document.kind, name }))).find((found) => found !== undefined)
}

function wholeChange(action: 'add' | 'remove', document: Document): DocumentChange {
  const { kind, name } = document
  const sides = action === 'add' ? { before: undefined, after: document } : { before: document, after: undefined }
  return { action, kind, name, path: documentPath(document), ...sides }
}

function diffDocument(before: Document, after: Document): DocumentChange[] {
  const { kind, name } = after
  const changes = diffObjects(before, after, { shape: documentShape(kind), path: documentPath(after) })
  return changes.map((change) => ({ ...change, kind, name }))
}

type Change = Omit<DocumentChange, 'kind' | 'name'>

interface ObjectPlace {
  readonly shape: ObjectShape
  readonly path: DocumentPath
}

/** Says how things were, which is no change of how they are. */
const HISTORY: ReadonlySet<string> = new Set(['formerly', '$schema'])

function diffObjects(before: object, after: object, { shape, path }: ObjectPlace): Change[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...names]
    .filter((name) => !HISTORY.has(name))
    .flatMap((name) => {
      const inner = shapeOfProperty(shape, after, name)
      return diffValues(ownValue(before, name), ownValue(after, name), { shape: inner, path: `${path}/${name}` })
    })
}

interface ValuePlace {
  readonly shape: Shape | undefined
  readonly path: DocumentPath
}

function diffValues(before: unknown, after: unknown, { shape, path }: ValuePlace): Change[] {
  if (shape?.rule === 'keyed' && Array.isArray(before) && Array.isArray(after)) {
    return diffLists(before, after, { shape, path })
  }
  if (shape?.rule === 'map' && isJsonObject(before) && isJsonObject(after)) {
    return diffObjects(before, after, { shape: shape.object, path })
  }
  return isSame(before, after) ? [] : [{ action: actionOf(before, after), path, before, after }]
}

function diffLists(
  before: readonly unknown[],
  after: readonly unknown[],
  { shape, path }: { shape: KeyedShape; path: DocumentPath },
): Change[] {
  const old = new Map(before.map((item) => [keyOfItem(item, shape) ?? '', item]))
  const followed: string[] = []
  const kept = after.flatMap((item): Change[] => {
    const key = keyOfItem(item, shape) ?? ''
    const former = [key, ...formerKeys(item)].find((name) => old.has(name))
    const at = `${path}/${key}`
    if (former === undefined) return [{ action: 'add', path: at, before: undefined, after: item }]
    followed.push(former)
    return diffItems(old.get(former), item, { shape, path: at })
  })
  const gone = [...old].filter(([key]) => !followed.includes(key))
  const removed = gone.map(
    ([key, item]): Change => ({ action: 'remove', path: `${path}/${key}`, before: item, after: undefined }),
  )
  const order = [...old.keys()].filter((key) => followed.includes(key))
  const moved: Change[] = isSame(order, followed)
    ? []
    : [{ action: 'change', path, before: undefined, after: undefined }]
  return [...kept, ...removed, ...moved]
}

/** A bare string and the object with only that key are the same item. */
function diffItems(
  before: unknown,
  after: unknown,
  { shape, path }: { shape: KeyedShape; path: DocumentPath },
): Change[] {
  const [from, to] = [before, after].map((item) => (isJsonObject(item) ? item : { [shape.key[0] ?? 'name']: item }))
  return diffObjects(from ?? {}, to ?? {}, { shape: shape.item, path })
}

function formerKeys(item: unknown): readonly string[] {
  return isJsonObject(item) ? formerNames(item as { formerly?: string | readonly string[] }) : []
}

function actionOf(before: unknown, after: unknown): Change['action'] {
  if (before === undefined) return 'add'
  return after === undefined ? 'remove' : 'change'
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))
}

function ownValue(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as { readonly [property: string]: unknown })[name] : undefined
}
