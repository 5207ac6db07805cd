import type { FieldDescription, ListViewDescription, ObjectDescription, WireRecord } from '@huozi/client'
import { isJsonObject, type Json } from '@huozi/core'

/** A column of a list. */
export interface ListColumn {
  /** Field or path through references. */
  readonly path: string
  readonly label: string
  readonly width: number | null
  /** Null for a path: its value is shown by its own form. */
  readonly field: FieldDescription | null
  /** How a value without a description is shown, where that is known. */
  readonly widget?: string
}

const COLUMNS_WITHOUT_VIEW = 6

/** The columns of a view; without one the title and the first fields that fit into a line. */
export function listColumns(object: ObjectDescription, view: ListViewDescription | undefined): readonly ListColumn[] {
  const byName = new Map(object.fields.map((field) => [field.name, field]))
  if (view) {
    return view.columns.map(({ field, label, width }) => ({
      path: field,
      label,
      width,
      field: byName.get(field) ?? null,
    }))
  }
  return fieldsInOrder(object)
    .filter(({ name, widget }) => !LONG.has(widget) && !SYSTEM.has(name) && !name.endsWith(BASE))
    .slice(0, COLUMNS_WITHOUT_VIEW)
    .map((field) => ({ path: field.name, label: field.label, width: null, field }))
}

/** End of the names of amounts in the tenant's currency. */
const BASE = '__base'

/** The currency of a value of a record: its own, save for what is in the tenant's. */
export function ownCurrency(record: WireRecord, path: string): string | null {
  const currency = path.endsWith(BASE) ? null : columnValue(record, 'currency')
  return typeof currency === 'string' ? currency : null
}

/** In the bin it matters when a record was deleted: that comes after what names it. */
export function binColumns(columns: readonly ListColumn[], label: string): readonly ListColumn[] {
  const when: ListColumn = { path: 'deleted_at', label, width: null, field: null, widget: 'datetime' }
  return [...columns.slice(0, 1), when, ...columns.slice(1)]
}

/** Values that do not fit a line. */
const LONG = new Set(['longText', 'richText', 'json'])

/** Fields as people look for them: what names a record, what it is made of, and what the system keeps about it. */
export function fieldsInOrder({ title, fields }: ObjectDescription): readonly FieldDescription[] {
  const rank = ({ name }: FieldDescription) => (name === title ? 0 : SYSTEM.has(name) ? 2 : 1)
  return fields.toSorted((a, b) => rank(a) - rank(b))
}

/** System fields say little in a list that nobody has arranged. */
const SYSTEM = new Set([
  'id',
  'version',
  'owner',
  'record_type',
  'currency',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'deleted_at',
])

/** What to select for the columns; the title names the record for links and cards, its currency stands beside amounts. */
export function listSelect(columns: readonly ListColumn[], { title, fields }: ObjectDescription): string {
  const currency = fields.some(({ name }) => name === 'currency') ? ['currency'] : []
  return [...new Set([title, ...currency, ...columns.map(({ path }) => path)])].join(',')
}

/** The value of a column; blank behind a blank reference. */
export function columnValue(record: WireRecord, path: string): Json {
  const value = path
    .split('.')
    .reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), record)
  return value ?? null
}

/** What a record is called. */
export function recordTitle(record: WireRecord, title: string): string {
  const value = columnValue(record, title)
  const text = isJsonObject(value) ? value.label : value
  return text === null || text === undefined || text === '' ? record.id : String(text)
}
