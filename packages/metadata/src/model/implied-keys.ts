import type { FieldDocument, IndexDocument, ObjectDocument, UniqueDocument } from '../documents/object-document.ts'

/** A key of an object, with the names it had before. */
export interface KeyEntry {
  readonly name: string
  readonly fields: readonly string[]
  readonly formerly: readonly string[]
}

/** Unique keys of an object: its own, then one for each field that says `unique` or `externalId`. */
export function uniqueEntries(object: ObjectDocument): readonly (KeyEntry & Pick<UniqueDocument, 'message'>)[] {
  const own = (object.unique ?? []).map(({ name, fields, message }) => ({ name, fields, message, formerly: [] }))
  const implied = object.fields.filter(({ unique, externalId }) => unique === true || externalId === true)
  return [...own, ...implied.map(impliedEntry)]
}

/** Indexes of an object: its own, then one for each field that says `indexed`. */
export function indexEntries(object: ObjectDocument): readonly KeyEntry[] {
  const own = (object.indexes ?? []).map(({ name, fields }: IndexDocument) => ({ name, fields, formerly: [] }))
  return [...own, ...object.fields.filter(({ indexed }) => indexed === true).map(impliedEntry)]
}

/** No author can write a name with a dot, so implied names never meet given ones. They follow a rename of their field. */
function impliedEntry(field: FieldDocument): KeyEntry {
  return { name: impliedName(field.name), fields: [field.name], formerly: formerNames(field).map(impliedName) }
}

function impliedName(field: string): string {
  return `field.${field}`
}

/** The names something had in earlier versions, newest first as its author lists them. */
export function formerNames({ formerly }: { readonly formerly?: string | readonly string[] }): readonly string[] {
  if (formerly === undefined) return []
  return typeof formerly === 'string' ? [formerly] : formerly
}
