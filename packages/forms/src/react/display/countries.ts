import type { Locale } from '@huozi/core'

/** A country by its code of ISO 3166-1 and its name in the reader's language. */
export interface Country {
  readonly code: string
  readonly name: string
}

/** Codes the browser has names for that are no countries: unions, and those kept for tests. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const lists = new Map<Locale, readonly Country[]>()

/** Every country by name. The browser knows them: a code without a name of its own is none. */
export function countries(locale: Locale): readonly Country[] {
  const known = lists.get(locale)
  if (known !== undefined) return known
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
  const { compare } = new Intl.Collator(locale)
  const list = codes
    .filter((code) => !NO_COUNTRIES.has(code) && isCurrent(code))
    .flatMap((code) => {
      const name = names.of(code)
      return name === undefined ? [] : [{ code, name }]
    })
    .sort((a, b) => compare(a.name, b.name))
  lists.set(locale, list)
  return list
}

/** Name of a country; a code nobody knows is its own name. */
export function countryName(code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

/** Codes of former countries are replaced by those of their successors. */
function isCurrent(code: string): boolean {
  return (
    new Intl.Locale('und', { region: code }).region === code &&
    Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
  )
}
