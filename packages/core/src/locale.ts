/** Languages the platform itself ships texts in. Tenants may label their model in any language. */
export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'en'

/** The first shipped language a list of language tags asks for (`zh-TW` and `zh` count as `zh-CN`); null when none fits. */
export function matchLocale(tags: readonly string[]): Locale | null {
  for (const tag of tags) {
    const base = tag.toLowerCase().split('-')[0]
    if (base === 'zh') return 'zh-CN'
    if (base === 'en') return 'en'
  }
  return null
}

/** Language tags of an `Accept-Language` header (RFC 9110 §12.5.4), best first; at most 20 are read. */
export function parseAcceptLanguage(header: string): string[] {
  const weighted = header.split(',', 20).map((part, order) => {
    const [tag = '', ...params] = part.split(';')
    const q = params.map((param) => /^\s*q=([0-9.]+)\s*$/.exec(param)?.[1]).find((value) => value !== undefined)
    return { tag: tag.trim(), weight: q === undefined ? 1 : Number(q), order }
  })
  return weighted
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
    .map(({ tag }) => tag)
}
