import {
  decimal,
  FIELD_OUT_OF_RANGE,
  FIELD_REQUIRED,
  FIELD_TOO_LONG,
  FIELD_TYPE,
  type Json,
  type Locale,
  parseDecimal,
} from '@huozi/core'
import type { FormField } from '../../form-definition.ts'

/** Blank as the platform means it: null, empty text or an empty list. */
export function isBlank(value: Json | undefined): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/**
 * What the browser can say about a value by itself, with the server's own words; null when nothing.
 * The server judges everything again and has the last word, so only what is cheap and certain is said here.
 */
export function checkValue(
  field: FormField,
  value: Json,
  { required, locale }: { required: boolean; locale: Locale },
): string | null {
  if (isBlank(value)) return required ? FIELD_REQUIRED.message[locale]({ field: field.label }) : null
  return checkShape(field, value, locale) ?? checkLength(field, value, locale) ?? checkRange(field, value, locale)
}

/** What is typed stays text until it is what it is to be. */
function checkShape({ valueType: { kind } }: FormField, value: Json, locale: Locale): string | null {
  if (kind === 'json' && typeof value !== 'object') return FIELD_TYPE.message[locale]({ expected: 'json' })
  const isUnread = kind === 'duration' && parseDecimal(String(value)) === null
  return isUnread ? FIELD_TYPE.message[locale]({ expected: 'duration' }) : null
}

function checkLength({ maxLength }: FormField, value: Json, locale: Locale): string | null {
  if (maxLength === undefined || typeof value !== 'string' || value.length <= maxLength) return null
  const isTooLong = Array.from(value).length > maxLength
  return isTooLong ? FIELD_TOO_LONG.message[locale]({ maximum: maxLength }) : null
}

function checkRange({ min, max }: FormField, value: Json, locale: Locale): string | null {
  if (min === undefined && max === undefined) return null
  const number = typeof value === 'number' ? decimal(value) : typeof value === 'string' ? parseDecimal(value) : null
  const isBelow = number !== null && min !== undefined && number.lt(min)
  const isAbove = number !== null && max !== undefined && number.gt(max)
  if (!isBelow && !isAbove) return null
  return FIELD_OUT_OF_RANGE.message[locale]({ minimum: min ?? null, maximum: max ?? null })
}
