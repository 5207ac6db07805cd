import { isJsonObject } from '@huozi/core'
import type { FieldModel, PolymorphicValue, StoredValue } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'

/** Name of the column with the identity of the object that a polymorphic reference points to. */
export function objectColumn(column: string): string {
  return `${column}__object`
}

/** Both columns of a polymorphic reference as one text, `id object`; null when blank. */
export function polymorphicText(alias: string, column: string): RawBuilder<unknown> {
  return sql`(${sql.id(alias, column)}::text || ' ' || ${sql.id(alias, objectColumn(column))}::text)`
}

/** Reads the text of {@link polymorphicText}. The object is named as it is called now; one that is no target any more by nothing. */
export function readPolymorphic(field: FieldModel, text: string): PolymorphicValue {
  const [id = '', identity] = text.split(' ')
  return { id, object: field.targets.find((target) => target.id === Number(identity))?.name ?? '' }
}

/** Id of the record a polymorphic value points to; of any other value the value itself. */
export function referenceId(value: StoredValue): StoredValue {
  return isPolymorphic(value) ? value.id : value
}

/** Identity of the object a value of the field points to. */
export function objectIdentity(field: FieldModel, value: StoredValue): number | null {
  const name = isPolymorphic(value) ? value.object : null
  return field.targets.find((target) => target.name === name)?.id ?? null
}

function isPolymorphic(value: StoredValue): value is StoredValue & PolymorphicValue {
  return isJsonObject(value) && typeof value.id === 'string' && typeof value.object === 'string'
}
