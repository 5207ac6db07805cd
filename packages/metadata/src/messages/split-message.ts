import { MESSAGE_PLACEHOLDER, refuse } from '@huozi/core'
import { MESSAGE_FORMATS, type MessageFormat } from './message.ts'

/** A piece of a message as written: plain text or the inside of a placeholder. */
export type MessagePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly source: string; readonly format: MessageFormat | null }

/**
 * Splits a message at its placeholders `{expression}` and `{expression:format}`; `{{` and `}}` are braces.
 * Throws MESSAGE_PLACEHOLDER for an unclosed or empty placeholder and for an unknown format.
 */
export function splitMessage(message: string): MessagePiece[] {
  const pieces: MessagePiece[] = []
  let text = ''
  let at = 0
  while (at < message.length) {
    const char = message.charAt(at)
    if ((char === '{' || char === '}') && message.charAt(at + 1) === char) {
      text += char
      at += 2
    } else if (char === '{') {
      const end = closingBrace(message, at)
      if (text !== '') pieces.push({ kind: 'text', text })
      text = ''
      pieces.push(placeholder(message.slice(at + 1, end)))
      at = end + 1
    } else {
      text += char
      at += 1
    }
  }
  if (text !== '') pieces.push({ kind: 'text', text })
  return pieces
}

/** The brace that ends the placeholder beginning at `start`; braces inside quoted text do not count. */
function closingBrace(message: string, start: number): number {
  let quote: string | null = null
  for (let at = start + 1; at < message.length; at++) {
    const char = message.charAt(at)
    if (quote !== null) {
      if (char === quote) quote = null
    } else if (char === "'" || char === '"') quote = char
    else if (char === '}') return at
  }
  refuse(MESSAGE_PLACEHOLDER, { found: message.slice(start, start + 40), formats: MESSAGE_FORMATS })
}

function placeholder(inside: string): MessagePiece {
  const match = /^(.*[^:]):([a-z]+)$/su.exec(inside)
  const [source, format] = match === null ? [inside, null] : [match[1] ?? '', match[2] ?? '']
  if (source.trim() === '' || (format !== null && !isFormat(format))) {
    refuse(MESSAGE_PLACEHOLDER, { found: `{${inside.slice(0, 40)}}`, formats: MESSAGE_FORMATS })
  }
  return { kind: 'placeholder', source, format }
}

function isFormat(word: string): word is MessageFormat {
  return MESSAGE_FORMATS.some((format) => format === word)
}
