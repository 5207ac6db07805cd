import { childPointer, type Issue, issue, METADATA_TYPE_CHANGE } from '@huozi/core'
import type { ColumnSpec, FieldModel, Model, ObjectModel } from '@huozi/metadata'

/** A field that would be stored in another way than it is. */
export interface TypeChange {
  readonly object: ObjectModel
  readonly issue: Issue
}

/** Fields whose column would have to become another one: a publish cannot do that yet, and must not pretend to. */
export function typeChanges(before: Model, after: Model): readonly TypeChange[] {
  return [...after.objects.values()].flatMap((object) => {
    const old = before.objectsById.get(object.id)
    return old === undefined ? [] : object.fields.flatMap((field) => typeChange(old, object, field))
  })
}

function typeChange(old: ObjectModel, object: ObjectModel, field: FieldModel): TypeChange[] {
  const [from, to] = [storageOf(old.fieldById(field.id)), storageOf(field)]
  if (from === null || to === null || from.key === to.key) return []
  const index = object.document.fields.indexOf(field.document)
  const params = { field: `${object.name}.${field.name}`, from: from.words, to: to.words }
  return [{ object, issue: issue(METADATA_TYPE_CHANGE, params, childPointer('/fields', index, 'type')) }]
}

/** How the values of a field are kept. Two fields of one `key` may stand for each other. */
interface Storage {
  readonly key: string
  readonly words: string
}

/** Null when the values are not kept. A reference goes with the identity of its target, whatever that is called. */
function storageOf(field: FieldModel | undefined): Storage | null {
  if (field === undefined || field.column === null) return null
  const target = field.target()
  if (target !== undefined) return { key: `reference(${target.id})`, words: `reference(${target.name})` }
  const words = field.targets.length > 0 ? 'reference(…)' : columnWords(field.column.spec)
  // what is kept beside the value belongs to how it is kept
  return { key: `${words} ${field.fieldType.plainText ?? ''}`, words }
}

function columnWords(spec: ColumnSpec): string {
  return spec.kind === 'numeric' ? `numeric(${spec.precision},${spec.scale})` : spec.kind
}
