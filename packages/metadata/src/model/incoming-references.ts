import type { FieldModel, IncomingReference, ObjectModel } from './model.ts'
import { systemFields } from './system-fields.ts'

/** Fields that point to each object, by the object's name. */
export function incomingReferences(objects: Iterable<ObjectModel>): ReadonlyMap<string, readonly IncomingReference[]> {
  const byTarget = new Map<string, IncomingReference[]>()
  for (const object of objects) {
    for (const field of object.fields) {
      if (!holdsItsTarget(field)) continue
      for (const { name } of [field.target() ?? [], field.targets].flat()) {
        byTarget.set(name, [...(byTarget.get(name) ?? []), incomingReference(object.name, field)])
      }
    }
  }
  return byTarget
}

function incomingReference(object: string, field: FieldModel): IncomingReference {
  const onDelete = field.fieldType.reference?.onDelete(field.options) ?? 'restrict'
  return Object.freeze({ object, field: field.name, onDelete })
}

/** Who created a record stays written there when the user goes; an owner must be replaced first. */
function holdsItsTarget(field: FieldModel): boolean {
  if (field.column === null) return false
  return !field.system || systemFields.some(({ id, restrictsTarget }) => id === field.id && restrictsTarget)
}
