import type { Json } from '@huozi/core'
import type { FieldModel, ObjectModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { Row } from '../connection/database.ts'
import { readPolymorphic } from '../field-storage/polymorphic.ts'
import type { Relation } from './relation.ts'
import { wireReader } from './wire-value.ts'

/** A field to show, and for a reference the fields behind it. */
export interface Selection {
  readonly field: FieldModel
  /** Fields of the target shown beside `id` and `label`; null for a plain value. */
  readonly nested: readonly Selection[] | null
}

/** A record as it goes on the wire. */
export interface PresentedRecord {
  readonly id: string
  readonly version: number
  readonly [field: string]: Json
}

/** Columns of a select list and how to read them back. */
export interface Projection {
  readonly columns: readonly RawBuilder<unknown>[]
  /** Reads the columns of this projection, which start at `offset` of the row. */
  readonly read: (row: Row, offset: number) => Json
}

/** Whether the reader may see a field at all; what he may not see is neither selected nor used as a label. */
export type FieldVisibility = (object: ObjectModel, field: FieldModel) => boolean

/** Projects fields of a relation into one wire object, in the order given. */
export function projectFields(
  relation: Relation,
  selections: readonly Selection[],
  visible: FieldVisibility,
): Projection {
  const parts = selections.map((selection) => ({
    name: selection.field.name,
    projection: projectField(relation, selection, visible),
  }))
  const columns = parts.flatMap((part) => part.projection.columns)
  return {
    columns,
    read: (row, offset) => {
      const record: { [field: string]: Json } = {}
      let at = offset
      for (const { name, projection } of parts) {
        record[name] = projection.read(row, at)
        at += projection.columns.length
      }
      return record
    },
  }
}

function projectField(relation: Relation, selection: Selection, visible: FieldVisibility): Projection {
  const { field } = selection
  const target = field.target()
  if (field.fieldType.file !== undefined) return projectFile(relation, field)
  if (field.targets.length > 0) return projectPolymorphic(relation, field, visible)
  if (target === undefined) return projectValue(relation, field)
  const joined = relation.join(field)
  const label = visible(target, target.title) ? joined.value([target.title.name]) : null
  const nested = selection.nested === null ? null : projectFields(joined, selection.nested, visible)
  const columns = [relation.value([field.name]), ...(label === null ? [] : [label]), ...(nested?.columns ?? [])]
  const nestedAt = label === null ? 1 : 2
  return {
    columns,
    read: (row, offset) => {
      const id = row[offset] ?? null
      if (id === null) return null
      const reference = { id, label: label === null ? null : (row[offset + 1] ?? null) }
      return nested === null ? reference : { ...reference, ...(nested.read(row, offset + nestedAt) as object) }
    },
  }
}

/** A reference with the name of its object; of an object the reader sees nothing of only that there is a value. */
function projectPolymorphic(relation: Relation, field: FieldModel, visible: FieldVisibility): Projection {
  const joined = field.targets.map((target) => ({ target, rows: relation.joinOneOf(field, target) }))
  const labels = joined.map(({ target, rows }) =>
    rows === null || !visible(target, target.title) ? null : rows.value([target.title.name]),
  )
  const known = labels.filter((label) => label !== null)
  return {
    columns: [relation.shown(field), ...known.map((label) => sql`${label}::text`)],
    read: (row, offset) => {
      const text = row[offset] ?? null
      if (text === null) return null
      const { id, object } = readPolymorphic(field, text)
      const at = joined.findIndex(({ target }) => target.name === object)
      const place = labels.slice(0, at).filter((label) => label !== null).length
      const label = at === -1 || labels[at] === null ? null : (row[offset + 1 + place] ?? null)
      return { id, label, object: at === -1 || joined[at]?.rows === null ? null : object }
    },
  }
}

function projectFile(relation: Relation, field: FieldModel): Projection {
  return {
    columns: [relation.file(field)],
    read: (row, offset) => {
      const text = row[offset] ?? null
      return text === null ? null : (JSON.parse(text) as Json)
    },
  }
}

function projectValue(relation: Relation, field: FieldModel): Projection {
  const reader = wireReader(field)
  return {
    columns: [relation.shown(field)],
    read: (row, offset) => {
      const text = row[offset]
      return text === null || text === undefined ? null : reader(text)
    },
  }
}
