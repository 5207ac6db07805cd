import type { FieldDocument, ObjectDocument } from '../documents/object-document.ts'
import { fieldTypes } from '../field-types/registry.ts'
import { baseName } from '../model/base-name.ts'
import { systemFields } from '../model/system-fields.ts'

function isStoredAmount({ type, formula, rollup }: FieldDocument): boolean {
  return formula === undefined && rollup === undefined && fieldTypes.get(type)?.isMoney === true
}

/** Names of all fields of an object, system fields included. */
export function knownFieldNames(object: ObjectDocument): ReadonlySet<string> {
  const system = systemFields.filter(({ isIn }) => isIn(object)).map(({ name }) => name)
  const amounts = object.multiCurrency === undefined ? [] : object.fields.filter(isStoredAmount)
  return new Set([...object.fields.map(({ name }) => name), ...system, ...amounts.map(({ name }) => baseName(name))])
}
