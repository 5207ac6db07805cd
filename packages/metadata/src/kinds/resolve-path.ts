import { nearestName, REFERENCE_UNKNOWN, refuse } from '@huozi/core'
import type { FieldModel, ObjectModel } from '../model/model.ts'

/** The field at the end of a path over references. Throws REFERENCE_UNKNOWN with the nearest name. */
export function resolvePath(object: ObjectModel, path: string): FieldModel {
  const names = path.split('.')
  let here: ObjectModel | undefined = object
  let field: FieldModel | undefined
  for (const name of names) {
    field = here?.field(name)
    if (field === undefined) {
      refuse(REFERENCE_UNKNOWN, { kind: 'field', name, nearest: nearestName(name, here?.fieldNames() ?? []) })
    }
    here = field.target()
  }
  return field ?? refuse(REFERENCE_UNKNOWN, { kind: 'field', name: path, nearest: null })
}
