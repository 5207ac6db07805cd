import type { WatchedCollection } from './anchors.ts'
import type { ObjectModel, WatcherModel } from './model.ts'

/** The rules over collections of the records of each object, by its name. */
export function watchersByObject(objects: Iterable<ObjectModel>): ReadonlyMap<string, readonly WatcherModel[]> {
  const bySource = new Map<string, WatcherModel[]>()
  for (const object of objects) {
    for (const rule of object.validations) {
      for (const watched of watchedOf(rule)) {
        const source = watched.collection.object.name
        bySource.set(source, [...(bySource.get(source) ?? []), Object.freeze({ object, rule, ...watched })])
      }
    }
  }
  return bySource
}

/** A change of a record of the collection is a change of the record it belongs to. */
function watchedOf({ anchors, on }: WatcherModel['rule']): readonly WatchedCollection[] {
  return on.has('update') ? (anchors?.own ?? []) : []
}
