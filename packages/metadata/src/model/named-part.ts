import type { IdentityKind } from './model.ts'

/** Something in the documents that gets an identity, with the parts inside it. */
export interface NamedPart {
  readonly kind: IdentityKind
  readonly name: string
  /** Names it had before: a rename keeps the identity. */
  readonly formerly: readonly string[]
  /** Name in the database before it is made unique; null for what has none. */
  readonly physical: string | null
  readonly parts: readonly NamedPart[]
}

/** A part without parts, former names and a place in the database. */
export function namedLeaf(kind: IdentityKind, name: string): NamedPart {
  return { kind, name, formerly: [], physical: null, parts: [] }
}
