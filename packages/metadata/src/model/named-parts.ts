import type { Document } from '../documents/document.ts'
import { kinds } from '../kinds/registry.ts'
import { formerNames } from './implied-keys.ts'
import type { NamedPart } from './named-part.ts'

/** Everything in the effective documents that gets an identity, in a fixed order: by kind and name, parts as written. */
export function namedParts(documents: readonly Document[]): readonly NamedPart[] {
  const order = (document: Document) => `${document.kind}/${document.name}`
  return documents.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).flatMap(documentPart)
}

function documentPart(document: Document): NamedPart[] {
  const kind = kinds.get(document.kind)
  if (kind === undefined || kind.identity === null) return []
  const part: NamedPart = {
    kind: kind.identity,
    name: document.name,
    formerly: formerNames(document),
    physical: kind.physical?.(document) ?? null,
    parts: kind.parts?.(document) ?? [],
  }
  return [part]
}
