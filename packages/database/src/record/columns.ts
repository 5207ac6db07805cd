import type { ColumnSpec, FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import type { RawBuilder } from 'kysely'
import { companionColumns } from '../field-storage/companion-columns.ts'
import { referenceId } from '../field-storage/polymorphic.ts'
import { type SlotValues, type SqlType, slot } from '../statement/statement.ts'

/** Values to store by field name. A field that is not in the map is left as it is (update) or blank (create). */
export type StoredValues = ReadonlyMap<string, StoredValue>

const sqlTypes: { readonly [K in ColumnSpec['kind']]: SqlType } = {
  text: 'text',
  numeric: 'numeric',
  decimal: 'numeric',
  integer: 'bigint',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
  uuid: 'uuid',
  time: 'time',
  json: 'jsonb',
  list: 'text[]',
}

/** The Postgres type of a column's parameters. */
export function parameterType(spec: ColumnSpec): SqlType {
  return sqlTypes[spec.kind]
}

/** A column of a write and what it is set to. */
export interface WrittenColumn {
  readonly name: string
  readonly value: RawBuilder<unknown>
}

/** The physical columns a field writes: its own, and those kept beside it. */
export function writtenColumns(object: ObjectModel, field: FieldModel): WrittenColumn[] {
  const column = field.column
  if (column === null) return []
  const name = column.name
  const main = { name, value: slot(name, parameterType(column.spec)) }
  const beside = companionColumns(object, field).map((companion) => ({
    name: companion.name,
    value: slot(companion.name, parameterType(companion.spec)),
  }))
  return [main, ...beside]
}

/** A polymorphic reference keeps its object in a column beside it. */
function columnValue({ targets }: FieldModel, value: StoredValue): StoredValue {
  return targets.length === 0 ? value : referenceId(value)
}

/** Slot values of the fields given; blanks for the others asked for. */
export function columnSlots(object: ObjectModel, fields: readonly FieldModel[], values: StoredValues): SlotValues {
  const slots: { [slot: string]: unknown } = {}
  for (const field of fields) {
    if (field.column === null) continue
    const { name, spec } = field.column
    const value = values.get(field.name) ?? null
    slots[name] = spec.kind === 'json' && value !== null ? JSON.stringify(value) : columnValue(field, value)
    for (const companion of companionColumns(object, field)) slots[companion.name] = companion.of(value)
  }
  return slots
}
