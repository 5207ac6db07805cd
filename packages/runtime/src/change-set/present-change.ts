import type { PlannedChange } from '@huozi/client'
import { isJsonObject, type Locale, localize, type Text } from '@huozi/core'
import type { Document, DocumentChange } from '@huozi/metadata'
import { documentWord } from './document-words.ts'

/** Who reads a change, and the documents it leads to, for their labels. */
export interface ChangeReader {
  readonly locale: Locale
  readonly tenantLocale: string
  /** The document by kind and name, as it will be; undefined when it goes. */
  readonly documentOf: (kind: string, name: string) => Document | undefined
}

/** A difference in words: `object Book (lib_book): add field Shelf (x_shelf)`. */
export function presentChange(change: DocumentChange, reader: ChangeReader): PlannedChange {
  const { action, kind, name, path } = change
  return { action, kind, name, path, summary: summaryOf(change, reader) }
}

function summaryOf(change: DocumentChange, reader: ChangeReader): string {
  const { action, kind, name, path, before, after } = change
  const { locale } = reader
  const [, , ...inner] = path.split('/')
  const document = reader.documentOf(kind, name) ?? before
  const owner = `${documentWord(kind, locale)} ${titled(document, name, reader)}`
  const isReordered = before === undefined && after === undefined
  const verb = (isReordered ? REORDER : ACTIONS[action])[locale]
  if (inner.length === 0) return joined(locale, verb, owner)
  const place = placeWords(inner, { value: after ?? before, reader })
  return `${owner}${COLON[locale]}${joined(locale, verb, place)}${transition(change, reader)}`
}

const ACTIONS: { readonly [A in DocumentChange['action']]: { readonly [L in Locale]: string } } = {
  add: { en: 'add', 'zh-CN': '新增' },
  change: { en: 'change', 'zh-CN': '修改' },
  remove: { en: 'remove', 'zh-CN': '移除' },
}

const REORDER: { readonly [L in Locale]: string } = { en: 'change the order of:', 'zh-CN': '调整顺序:' }

const COLON: { readonly [L in Locale]: string } = { en: ': ', 'zh-CN': ':' }
const STEP = ' › '

function joined(locale: Locale, verb: string, what: string): string {
  return locale === 'en' ? `${verb} ${what}` : `${verb}${what}`
}

/** `fields/price/label` as `field price › label`; the last item with its label when the whole of it comes or goes. */
function placeWords(segments: readonly string[], { value, reader }: { value: unknown; reader: ChangeReader }): string {
  const words: string[] = []
  for (let at = 0; at < segments.length; at += 2) {
    const [list = '', item] = segments.slice(at, at + 2)
    const word = documentWord(list, reader.locale)
    const isLast = at + 2 >= segments.length
    words.push(item === undefined ? word : `${word} ${isLast ? titled(value, item, reader) : item}`)
  }
  return words.join(STEP)
}

/** `价格 (price)`; the name alone when there is no label. */
function titled(value: unknown, name: string, { locale, tenantLocale }: ChangeReader): string {
  const label = isJsonObject(value) ? (value.label as Text | undefined) : undefined
  const words = localize(label, locale, { tenant: tenantLocale, name })
  return words === name ? name : `${words} (${name})`
}

/** Longest value that is shown; longer ones are to be read in the documents. */
const MAX_SHOWN = 60

/** What a changed property was and becomes, when both are short. */
function transition({ action, before, after }: DocumentChange, reader: ChangeReader): string {
  if (action !== 'change') return ''
  const [from, to] = [shown(before, reader), shown(after, reader)]
  return from === null || to === null ? '' : `${COLON[reader.locale]}${from} → ${to}`
}

function shown(value: unknown, { locale, tenantLocale }: ChangeReader): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const isTranslated = isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string')
  const text = isTranslated ? localize(value as Text, locale, { tenant: tenantLocale, name: '' }) : value
  return typeof text === 'string' && text.length <= MAX_SHOWN ? `“${text}”` : null
}
