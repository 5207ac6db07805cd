import type { FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import { wireReader } from '../query/wire-value.ts'
import type { StoredValues } from '../record/columns.ts'
import type { Image } from './claimed-event.ts'

/** The stored values of an image by the names their fields have now. What belonged to a field that is gone is left out. */
export function readImage(object: ObjectModel, image: Image | null): StoredValues {
  const values = new Map<string, StoredValue>()
  for (const [id, text] of Object.entries(image ?? {})) {
    const field = object.fieldById(Number(id))
    if (field !== undefined && field.column !== null) values.set(field.name, storedValue(field, text))
  }
  return values
}

function storedValue(field: FieldModel, text: string | null): StoredValue {
  if (text === null) return null
  // A cast to text spells booleans out; the wire has their first letter.
  const asSent = field.column?.spec.kind === 'boolean' ? text.charAt(0) : text
  return wireReader(field)(asSent) as StoredValue
}
