import { fieldsOf } from '@huozi/expression'
import type { FeedModel, FieldModel, ObjectModel } from '@huozi/metadata'

/** What of a record its roll-up elsewhere reads. */
export interface FiguresRead {
  /** Stored fields, the reference among them. */
  readonly fields: readonly FieldModel[]
  /** Kept roll-ups of the record itself. */
  readonly kept: readonly FieldModel[]
}

const known = new WeakMap<FeedModel, FiguresRead>()

/** The fields a stored roll-up reads of each record it is told of, also by way of their formulas. */
export function figuresRead(feed: FeedModel): FiguresRead {
  const found = known.get(feed)
  if (found !== undefined) return found
  const { collection, value, where } = feed.rollup
  const fields = new Set([collection.field])
  const kept = new Set<FieldModel>()
  const waiting = [value, where].filter((expression) => expression !== null)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { path } of fieldsOf(next)) {
      const field = fieldOf(collection.object, path)
      if (field === undefined || fields.has(field) || kept.has(field)) continue
      if (field.rollup !== null) kept.add(field)
      else if (field.formula !== null) waiting.push(field.formula)
      else fields.add(field)
    }
  }
  const read = Object.freeze({ fields: Object.freeze([...fields]), kept: Object.freeze([...kept]) })
  known.set(feed, read)
  return read
}

function fieldOf(object: ObjectModel, path: readonly string[]): FieldModel | undefined {
  return object.field(path[0] ?? '')
}
