import { FIELD_UNKNOWN, nearestName, REQUEST_TOO_BROAD, refuse } from '@huozi/core'
import type { Selection } from '@huozi/database'
import type { AccessSet, FieldModel, ObjectModel } from '@huozi/metadata'

/** Paths a select may name, and references a path may follow. */
const MAX_PATHS = 200
const MAX_HOPS = 5

interface Wanted {
  readonly field: FieldModel
  readonly nested: Map<string, Wanted> | null
}

/** Every field the reader may see, in the object's order. What an amount is in another currency is shown to who asks for it. */
export function selectAll(object: ObjectModel, access: AccessSet): readonly Selection[] {
  return object.fields
    .filter((field) => access.canRead(object, field) && field.name !== 'deleted_at' && field.baseOf === null)
    .map((field) => ({ field, nested: null }))
}

/**
 * Parses `name,account.name`: `id` and `version` are always there and come first.
 * Throws FIELD_UNKNOWN for what does not exist or may not be seen, REQUEST_TOO_BROAD above the limits.
 */
export function parseSelect(text: string | undefined, object: ObjectModel, access: AccessSet): readonly Selection[] {
  if (text === undefined || text.trim() === '') return selectAll(object, access)
  const paths = text.split(',').map((path) => path.trim().split('.'))
  if (paths.length > MAX_PATHS) refuse(REQUEST_TOO_BROAD, { what: 'select', maximum: MAX_PATHS })
  const root = new Map<string, Wanted>()
  for (const path of [['id'], ['version'], ...paths]) addPath(root, path, { object, access, depth: 0 })
  return toSelections(root)
}

interface Place {
  readonly object: ObjectModel
  readonly access: AccessSet
  readonly depth: number
}

function addPath(into: Map<string, Wanted>, [name = '', ...rest]: readonly string[], place: Place): void {
  const field = readableField(name, place)
  if (rest.length === 0) {
    if (!into.has(name)) into.set(name, { field, nested: null })
    return
  }
  if (place.depth === MAX_HOPS) refuse(REQUEST_TOO_BROAD, { what: 'hops', maximum: MAX_HOPS })
  const target = field.target()
  if (target === undefined || !place.access.can(target, 'read'))
    refuse(FIELD_UNKNOWN, { field: rest[0] ?? '', nearest: null })
  const known = into.get(name)?.nested ?? new Map<string, Wanted>()
  into.set(name, { field, nested: known })
  addPath(known, rest, { ...place, object: target, depth: place.depth + 1 })
}

function readableField(name: string, { object, access }: Place): FieldModel {
  const field = object.field(name)
  if (field !== undefined && access.canRead(object, field)) return field
  const visible = object.fields
    .filter((candidate) => access.canRead(object, candidate))
    .map((candidate) => candidate.name)
  return refuse(FIELD_UNKNOWN, { field: name, nearest: nearestName(name, visible) })
}

function toSelections(wanted: ReadonlyMap<string, Wanted>): readonly Selection[] {
  return Array.from(wanted.values(), ({ field, nested }) => ({
    field,
    nested: nested === null ? null : toSelections(nested),
  }))
}
