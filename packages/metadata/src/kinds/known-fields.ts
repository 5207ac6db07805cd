import type { ObjectDocument } from '../documents/object-document.ts'
import { systemFields } from '../model/system-fields.ts'

/** Names of all fields of an object, system fields included. */
export function knownFieldNames(object: ObjectDocument): ReadonlySet<string> {
  const system = systemFields.filter(({ isIn }) => isIn(object)).map(({ name }) => name)
  return new Set([...object.fields.map(({ name }) => name), ...system])
}
