/** True for what Postgres can hold as text: neither U+0000 nor lone surrogates. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
