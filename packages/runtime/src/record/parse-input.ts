import {
  childPointer,
  FIELD_NOT_WRITABLE,
  FIELD_UNKNOWN,
  type Issue,
  isJsonObject,
  issue,
  type Json,
  nearestName,
  REQUEST_SHAPE,
  refuse,
} from '@huozi/core'
import { type AccessSet, ExternalReference, type FieldModel, type ObjectModel, type StoredValue } from '@huozi/metadata'

/** What a request wants written, by field name; references may still name an external id. */
export type RequestedValues = ReadonlyMap<string, StoredValue | ExternalReference>

/** Keys of a record on the wire that are read back unchanged and mean nothing in a request. */
const ECHOED = new Set(['id', 'version'])

/**
 * Parses the body of a write against object and access. Unknown, invisible and unwritable fields are issues, never ignored (AZN10).
 * Throws REQUEST_SHAPE when the body is not an object.
 */
export function parseInput(body: Json, object: ObjectModel, access: AccessSet, issues: Issue[]): RequestedValues {
  if (!isJsonObject(body)) return refuse(REQUEST_SHAPE, { expected: 'an object of field values' }, '')
  const values = new Map<string, StoredValue | ExternalReference>()
  for (const [name, input] of Object.entries(body)) {
    if (ECHOED.has(name)) continue
    const at = childPointer('', name)
    const field = object.field(name)
    if (field === undefined || !access.canRead(object, field)) issues.push(unknownField(name, object, access))
    else if (!access.canEdit(object, field)) issues.push(issue(FIELD_NOT_WRITABLE, { field: name }, at))
    else values.set(name, field.parser(input, at, issues))
  }
  return values
}

function unknownField(name: string, object: ObjectModel, access: AccessSet): Issue {
  const visible = object.fields.filter((field: FieldModel) => access.canRead(object, field)).map((field) => field.name)
  return issue(FIELD_UNKNOWN, { field: name, nearest: nearestName(name, visible) }, childPointer('', name))
}

/** True for a reference by external id that is still to be resolved. */
export function isExternalReference(value: StoredValue | ExternalReference): value is ExternalReference {
  return value instanceof ExternalReference
}
