import type { CollectionScope, FieldScope, ObjectScope } from '@huozi/expression'
import type { AccessSet, CollectionModel, FieldModel, ObjectModel } from '@huozi/metadata'

/**
 * An object as one reader's expressions may name it: a field he may not see is not there,
 * so using it is refused with the same words as a field that does not exist.
 */
export function readerScope(object: ObjectModel, access: AccessSet): ObjectScope {
  const visible = (field: FieldModel) => access.canRead(object, field)
  return {
    name: object.name,
    field: (name) => {
      const field = object.field(name)
      return field === undefined || !visible(field) ? undefined : readerField(field, access)
    },
    fieldNames: () => object.fields.filter(visible).map((field) => field.name),
    collection: (name) => readerCollection(object.collection(name), access),
    collectionNames: () =>
      Array.from(object.collectionNames()).filter((name) => readerCollection(object.collection(name), access)),
  }
}

/** A collection tells who refers: it is there for who may see its records and the field by which they refer. */
function readerCollection(collection: CollectionModel | undefined, access: AccessSet): CollectionScope | undefined {
  if (collection === undefined) return undefined
  const { object, field, by } = collection
  if (!access.can(object, 'read') || !access.canRead(object, field)) return undefined
  return { object: readerScope(object, access), by }
}

function readerField(field: FieldModel, access: AccessSet): FieldScope {
  return {
    type: field.type,
    target: () => {
      const target = field.target()
      return target === undefined || !access.can(target, 'read') ? undefined : readerScope(target, access)
    },
  }
}
