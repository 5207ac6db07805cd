import { isJsonObject, type Json } from '../json/json.ts'

/** Parts of an address, from the largest to the smallest. */
export const ADDRESS_PARTS = ['country', 'province', 'city', 'district', 'street', 'postcode'] as const

export type AddressPart = (typeof ADDRESS_PARTS)[number]

/** An address in one line, its filled parts from the largest to the smallest: what expressions, filters and the search see of it. */
export function addressToPlain(address: Json): string {
  if (!isJsonObject(address)) return ''
  return ADDRESS_PARTS.map((part) => address[part])
    .filter((value) => typeof value === 'string' && value !== '')
    .join(' ')
}
