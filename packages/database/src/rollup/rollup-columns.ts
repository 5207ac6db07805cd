import type { FieldModel, ObjectModel, RollupColumn, RollupKeeping } from '@huozi/metadata'
import type { RawBuilder } from 'kysely'
import { divide } from '../expression/divide.ts'

/** Where nothing was counted or added up, there is zero; every other roll-up of no records is blank. */
export const STARTS_AT_ZERO: ReadonlySet<RollupKeeping> = new Set(['sum', 'count'])

/** The columns in which an object's stored roll-ups are kept, in one order. */
export function rollupColumns(object: ObjectModel): readonly RollupColumn[] {
  return object.fields.flatMap((field) => columnsOf(field))
}

/** The columns of one field; none unless it is a stored roll-up. */
export function columnsOf({ rollup }: FieldModel): readonly RollupColumn[] {
  return rollup === null ? [] : rollup.columns
}

/** The value of a stored roll-up from its columns: the one there is, or for an average what it is made of. */
export function keptValue(columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const [first, second] = columns
  if (first === undefined) throw new Error('A roll-up that is not kept')
  return second === undefined ? first : divide(first, second)
}
