import type { CollectionModel, ObjectModel } from './model.ts'

/** The collections of each object, by the object's name and theirs: every stored reference that says `inverse` makes one. */
export function collectionsByObject(
  objects: Iterable<ObjectModel>,
): ReadonlyMap<string, ReadonlyMap<string, CollectionModel>> {
  const byTarget = new Map<string, Map<string, CollectionModel>>()
  for (const object of objects) {
    for (const field of object.fields) {
      const target = field.target()?.name
      const name = field.document.inverse
      if (target === undefined || field.column === null || typeof name !== 'string') continue
      const known = byTarget.get(target) ?? new Map<string, CollectionModel>()
      byTarget.set(target, known.set(name, Object.freeze({ name, object, by: field.name, field })))
    }
  }
  return byTarget
}
