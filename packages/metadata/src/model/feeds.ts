import type { FeedModel, ObjectModel } from './model.ts'

/** The stored roll-ups over the records of each object, by its name; the shallowest first. */
export function feedsByObject(objects: Iterable<ObjectModel>): ReadonlyMap<string, readonly FeedModel[]> {
  const bySource = new Map<string, FeedModel[]>()
  for (const object of objects) {
    for (const field of object.fields) {
      const { rollup } = field
      if (rollup === null || rollup.onRead !== null) continue
      const source = rollup.collection.object.name
      bySource.set(source, [...(bySource.get(source) ?? []), Object.freeze({ object, field, rollup })])
    }
  }
  for (const feeds of bySource.values()) feeds.sort((a, b) => a.rollup.depth - b.rollup.depth)
  return bySource
}
