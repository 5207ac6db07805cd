/** `"A"` (same in all languages) or one text per language tag. */
export type Text = string | { readonly [language: string]: string }

/**
 * The text for a reader. Fallback chain: asked language → its base (`zh-TW` → any `zh-*`) → tenant default → `en` → first present → `name`.
 */
export function localize(text: Text | undefined, language: string, options: { tenant?: string; name: string }): string {
  if (text === undefined) return options.name
  if (typeof text === 'string') return text
  const base = language.split('-')[0] ?? language
  const sameBase = Object.keys(text).find((tag) => tag === base || tag.startsWith(`${base}-`))
  const candidates = [language, sameBase, options.tenant, 'en', Object.keys(text)[0]]
  for (const tag of candidates) {
    const found = tag === undefined ? undefined : text[tag]
    if (found) return found
  }
  return options.name
}
