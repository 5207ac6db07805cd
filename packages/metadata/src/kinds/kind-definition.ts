import type { Issue } from '@huozi/core'
import type { Document } from '../documents/document.ts'
import type { SystemRole } from '../documents/object-document.ts'
import type { JsonSchema } from '../json-schema.ts'
import type { IdentityKind, Model } from '../model/model.ts'
import type { NamedPart } from '../model/named-part.ts'

/** Everything the platform knows about a kind of document. No other file tells kinds apart by name. */
export interface KindDefinition<D extends Document = Document> {
  readonly name: string
  /** One sentence for the editor's completion. */
  readonly description: string
  /** JSON Schemas of the properties beside the envelope, each with `x-merge`, in canonical order. */
  readonly properties: { readonly [property: string]: JsonSchema }
  readonly requiredProperties: readonly string[]
  /** What its documents are to the database; null for what needs no identity. */
  readonly identity: IdentityKind | null
  /** Name in the database before it is made unique; absent for what has none. */
  physical?(document: D): string
  /** Named parts inside a document that get identities of their own. */
  parts?(document: D): readonly NamedPart[]
  /** What a schema cannot say, of the effective document: its references into other documents, and rules between properties. */
  check?(document: D, context: CheckContext): Iterable<Issue>
  /** What can only be said against the model the effective document would become part of. */
  findings?(document: D, model: Model): Iterable<Issue>
  /** Every expression of the effective document, to be typed against the model it would become part of. */
  probes?(document: D, model: Model): Iterable<Probe>
}

/** The documents around the one that is checked. */
export interface CheckContext {
  /** An effective document by kind and name. */
  find<D extends Document>(kind: D['kind'], name: string): D | undefined
  names(kind: string): Iterable<string>
  /** The object the engine needs for a purpose. */
  systemObject(role: SystemRole): string | undefined
  /** How many fields name a collection of the object, by the collection's name. */
  collections(object: string): ReadonlyMap<string, number>
}

/** Something that throws a refusal when it is wrong, and where in the document it stands. */
export interface Probe {
  readonly pointer: string
  run(): unknown
}

/** Declares a kind; the registry keeps it without its document type. */
export function defineKind<D extends Document>(kind: KindDefinition<D>): KindDefinition {
  return Object.freeze(kind) as unknown as KindDefinition
}
