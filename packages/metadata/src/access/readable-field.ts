import type { FieldModel, ObjectModel } from '../model/model.ts'
import type { AccessSet } from './access-set.ts'

/**
 * The field a path over references and collections leads to, if the reader may see every field on the way and records of the objects
 * they point to. Undefined otherwise: to him it does not exist.
 */
export function readableField(
  object: ObjectModel | undefined,
  [name = '', ...rest]: readonly string[],
  access: AccessSet,
): FieldModel | undefined {
  const collection = object?.collection(name)
  if (collection !== undefined) {
    return access.can(collection.object, 'read') ? readableField(collection.object, rest, access) : undefined
  }
  const field = object?.field(name)
  if (object === undefined || field === undefined || !access.canRead(object, field)) return undefined
  return rest.length === 0 ? field : readableField(visibleTarget(field, access), rest, access)
}

/** The object a reference points to, if the reader may see records of it. */
export function visibleTarget(field: FieldModel, access: AccessSet): ObjectModel | undefined {
  const target = field.target()
  return target !== undefined && access.can(target, 'read') ? target : undefined
}
