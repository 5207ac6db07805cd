import type { Locale } from '@huozi/core'
import { wallClock } from './wall-clock.ts'

/** A decimal with grouped digits and at least `scale` places. Intl reads the text itself, so no digit is lost. */
export function formatNumber(value: string | number, locale: Locale, scale = 0): string {
  return numberFormat(locale, { minimumFractionDigits: scale, maximumFractionDigits: 20 }).format(
    value as Intl.StringNumericLiteral,
  )
}

/** An amount with its currency: `¥1,234.50`. */
export function formatCurrency(
  value: string | number,
  currency: string | null,
  { locale, scale = 2 }: { locale: Locale; scale?: number | undefined },
): string {
  if (!currency) return formatNumber(value, locale, scale)
  const digits = { minimumFractionDigits: scale, maximumFractionDigits: 20 }
  const format = numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits })
  return format.format(value as Intl.StringNumericLiteral)
}

/** The sign of a currency, `¥`. */
export function currencySymbol(currency: string, locale: Locale): string {
  const parts = numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

/** An instant in the user's zone, to the minute: `2026-11-22 09:02`. The same in every language, and it sorts by eye. */
export function formatInstant(instant: string, zone: string): string {
  return wallClock(instant, zone).slice(0, 16).replace('T', ' ')
}

const formats = new Map<string, Intl.NumberFormat>()

/** Making a format costs more than using it a thousand times; a page needs a handful. */
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options)
  formats.set(key, format)
  return format
}
