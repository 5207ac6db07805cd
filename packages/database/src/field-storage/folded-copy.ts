import type { FieldModel, ObjectModel } from '@huozi/metadata'

/** Name of the folded copy of a text column. */
export function foldedColumn(column: string): string {
  return `${column}__fold`
}

const FOLDED = foldedColumn('')

/** The text column a folded copy is made from; null for every other column. */
export function foldedFrom(column: string): string | null {
  return column.endsWith(FOLDED) ? column.slice(0, -FOLDED.length) : null
}

/** A folded copy is worth its room where text is looked up: titles, search fields and text keys. */
export function keepsFoldedCopy(object: ObjectModel, field: FieldModel): boolean {
  const column = field.column
  if (column === null || field.system || column.spec.kind !== 'text' || !column.spec.folded) return false
  const isKey = object.unique.some((key) => key.fields.includes(field))
  return isKey || object.title === field || (object.document.search ?? []).includes(field.name)
}
