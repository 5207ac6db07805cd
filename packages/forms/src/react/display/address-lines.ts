import { type AddressPart, isJsonObject, type Json, type Locale } from '@huozi/core'
import { countryName } from './countries.ts'

const FROM_LARGEST: readonly AddressPart[] = ['country', 'province', 'city', 'district', 'street', 'postcode']
const FROM_SMALLEST: readonly AddressPart[] = ['street', 'district', 'city', 'province', 'postcode', 'country']

/** An address in one line as its readers write it: Chinese from the largest part, English from the smallest. */
export function addressLine(value: Json, locale: Locale): string {
  const order = locale === 'zh-CN' ? FROM_LARGEST : FROM_SMALLEST
  const given = isJsonObject(value) ? value : {}
  return order
    .map((part) => [part, given[part]] as const)
    .filter(([, text]) => typeof text === 'string' && text !== '')
    .map(([part, text]) => (part === 'country' ? countryName(String(text), locale) : String(text)))
    .join(locale === 'zh-CN' ? ' ' : ', ')
}
