import type { FieldModel, Model, ObjectModel } from '@huozi/metadata'

/** A field that no record may leave blank from a publish on, and could until then. */
export interface NewlyRequired {
  /** Physical names after the publish. */
  readonly table: string
  readonly column: string
  /** False when the publish adds the column, so that it is blank in every record there is. */
  readonly isStored: boolean
}

/**
 * Fields of objects there are that become required, or that are new and required. What is required only under a condition is
 * left out, and so is what the server fills in itself.
 */
export function newlyRequired(before: Model, after: Model): readonly NewlyRequired[] {
  return [...after.objects.values()].flatMap((object) => {
    const old = before.objectsById.get(object.id)
    return old === undefined ? [] : object.fields.flatMap((field) => tightened(old, object, field))
  })
}

function tightened(old: ObjectModel, { table }: ObjectModel, field: FieldModel): NewlyRequired[] {
  if (!isAlwaysAsked(field) || field.column === null) return []
  const former = old.fieldById(field.id)
  if (former !== undefined && isAlwaysAsked(former)) return []
  return [{ table, column: field.column.name, isStored: former !== undefined && former.column !== null }]
}

function isAlwaysAsked({ required, column, system, fieldType }: FieldModel): boolean {
  return required === true && column !== null && !system && fieldType.generated !== true
}
