import { isJsonObject, type Json } from '@huozi/core'
import { requestValue } from './changes.ts'

/** A blank that is no literal: only the literal finds blanks (`x = blank`), a blank value is equal to nothing. */
const BLANK_VALUE: Json = { coalesce: [null] }

/** Fills the values of the open record (`this.account`) into a JsonLogic condition over another object. */
export function bindRecord(logic: Json, fieldValue: (field: string) => Json): Json {
  if (Array.isArray(logic)) return logic.map((item: Json) => bindRecord(item, fieldValue))
  if (!isJsonObject(logic)) return logic
  const field = fieldOfThis(logic.var)
  if (field !== null) return requestValue(fieldValue(field)) ?? BLANK_VALUE
  return Object.fromEntries(
    Object.entries(logic).map(([operator, operands]) => [operator, bindRecord(operands, fieldValue)]),
  )
}

function fieldOfThis(path: Json | undefined): string | null {
  return typeof path === 'string' && path.startsWith('this.') ? path.slice('this.'.length) : null
}
