import type { FieldScope, ObjectScope } from '@huozi/expression'
import type { AccessSet, FieldModel, ObjectModel } from '@huozi/metadata'

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
  }
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
