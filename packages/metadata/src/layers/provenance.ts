import type { DocumentPath } from '../documents/document.ts'

/**
 * Which layer every property of the effective documents comes from: the layer that owns the document, except for what
 * other layers changed.
 */
export interface Provenance {
  /** Layer that owns each document, by `kind/name`. */
  readonly owners: ReadonlyMap<DocumentPath, string>
  /** What layers above the owner set, unset, added or removed, by full path; everything below it comes from there too. */
  readonly overrides: ReadonlyMap<DocumentPath, string>
}

/** The layer a property comes from; null when there is no such document. */
export function layerOf({ owners, overrides }: Provenance, path: DocumentPath): string | null {
  const segments = path.split('/')
  for (let length = segments.length; length > 2; length--) {
    const layer = overrides.get(segments.slice(0, length).join('/'))
    if (layer !== undefined) return layer
  }
  return owners.get(segments.slice(0, 2).join('/')) ?? null
}

/** The path of a document: `kind/name`. */
export function documentPath({ kind, name }: { readonly kind: string; readonly name: string }): DocumentPath {
  return `${kind}/${name}`
}
