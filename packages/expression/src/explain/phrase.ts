import type { Locale } from '@huozi/core'

/** What a phrase is filled with: the texts of the arguments, with and without quotes. */
export interface PhraseArguments {
  readonly texts: readonly string[]
  readonly bare: readonly string[]
}

const SEPARATORS: Readonly<Record<Locale, string>> = { en: ', ', 'zh-CN': '、' }
const OPTIONAL = /\[([^[\]]*)\]/g
const PLACEHOLDER = /\{(\d*)(!|\*)?([^{}|]*)(?:\|([^{}]*))?\}/g

/**
 * A phrase of an operator with its placeholders filled; what they are is written at `Operator.phrase`. Arguments may hold
 * any text: it is not read again.
 */
export function fillPhrase(phrase: string, given: PhraseArguments, locale: Locale): string {
  const count = given.texts.length
  const needed = phrase.replaceAll(OPTIONAL, (_, part: string) =>
    placesIn(part).every((place) => place < count) ? part : '',
  )
  return needed.replaceAll(
    PLACEHOLDER,
    (_, place: string, mark: string | undefined, sign: string, left: string | undefined) => {
      if (mark === '*') return given.texts.slice(Number(place)).join(sign === '' ? SEPARATORS[locale] : sign)
      return (mark === '!' ? given.bare : given.texts)[Number(place)] ?? left ?? ''
    },
  )
}

/** The positions of the arguments a phrase names. */
export function placesIn(phrase: string): readonly number[] {
  return [...phrase.matchAll(PLACEHOLDER)].map(([, place]) => Number(place))
}
