import type { Locale } from '@huozi/core'

/** A currency by its code of ISO 4217 and its name in the reader's language. */
export interface Currency {
  readonly code: string
  readonly name: string
}

const lists = new Map<Locale, readonly Currency[]>()

/** Every currency the browser knows, by code. */
export function currencies(locale: Locale): readonly Currency[] {
  const known = lists.get(locale)
  if (known !== undefined) return known
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const list = Intl.supportedValuesOf('currency').map((code) => ({ code, name: names.of(code) ?? code }))
  lists.set(locale, list)
  return list
}
