import { DEFAULT_LOCALE, LOCALES, type Locale, matchLocale } from '@huozi/core'

const KEY = 'huozi.language'

/** The language before anybody has signed in: the one chosen on this device, else the browser's. */
export function initialLanguage(browser: readonly string[] = navigator.languages): Locale {
  return storedLanguage() ?? matchLocale([...browser]) ?? DEFAULT_LOCALE
}

/** The language chosen on this device; null when nobody chose. */
function storedLanguage(): Locale | null {
  const stored = localStorage.getItem(KEY)
  return LOCALES.find((locale) => locale === stored) ?? null
}

export function storeLanguage(locale: Locale): void {
  localStorage.setItem(KEY, locale)
}
