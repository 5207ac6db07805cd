import { plainTexts } from '@huozi/core'
import { fold } from '@huozi/expression'
import type { ColumnSpec, FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import { foldedColumn, keepsFoldedCopy } from './folded-copy.ts'
import { objectColumn, objectIdentity } from './polymorphic.ts'

/** A column kept beside a field's own and filled from the same value. `__` cannot occur in a tenant's name. */
export interface CompanionColumn {
  readonly name: string
  readonly spec: ColumnSpec
  /** What it holds for a value of the field. */
  readonly of: (value: StoredValue) => unknown
}

const TEXT: ColumnSpec = { kind: 'text', folded: false }

/** The columns kept beside a field's own, in order. */
export function companionColumns(object: ObjectModel, field: FieldModel): readonly CompanionColumn[] {
  const column = field.column
  if (column === null) return []
  return [
    ...(keepsFoldedCopy(object, field) ? [foldedCopy(column.name)] : []),
    ...(field.targets.length === 0 ? [] : [objectCopy(field, column.name)]),
    ...(field.fieldType.plainText === undefined ? [] : [plainCopy(column.name, plainTexts[field.fieldType.plainText])]),
  ]
}

function foldedCopy(column: string): CompanionColumn {
  return { name: foldedColumn(column), spec: TEXT, of: (value) => (typeof value === 'string' ? fold(value) : null) }
}

function objectCopy(field: FieldModel, column: string): CompanionColumn {
  return { name: objectColumn(column), spec: { kind: 'integer' }, of: (value) => objectIdentity(field, value) }
}

/** Name of the plain text of a column that holds none itself. */
export function plainColumn(column: string): string {
  return `${column}__text`
}

function plainCopy(column: string, plainOf: (value: StoredValue) => string): CompanionColumn {
  return { name: plainColumn(column), spec: TEXT, of: (value) => (value === null ? null : plainOf(value)) }
}
