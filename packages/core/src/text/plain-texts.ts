import type { Json } from '../json/json.ts'
import { addressToPlain } from './address-text.ts'
import { richTextToPlain } from './rich-text.ts'

/** How values that are not plain text themselves become it, by the kind of value. Blank for a value without words. */
export const plainTexts = { richText: richTextToPlain, address: addressToPlain } as const satisfies {
  readonly [kind: string]: (value: Json) => string
}

export type PlainTextKind = keyof typeof plainTexts
