import {
  AppError,
  type Decimal,
  EXPRESSION_SYNTAX,
  type ExpressionPlace,
  MAX_DIGITS,
  parseDecimal,
  refuse,
} from '@huozi/core'
import { EXPRESSION_LIMITS, limitExceeded } from '../limits.ts'

/** A piece of expression text. `text` is what is shown in messages; `value` is what a literal means. */
export type Token = { readonly at: ExpressionPlace; readonly text: string } & (
  | { readonly kind: 'number'; readonly value: Decimal }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'word' | 'symbol' | 'variable' | 'end' }
)

const SPACE = /\s+/y
const NUMBER = /\d+(\.\d+)?/y
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y
const VARIABLE = /\$[A-Za-z_][A-Za-z0-9_]*/y
const TEXT = /'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"/y
const SYMBOL = /!=|<=|>=|[-+*/%(),.=<>[\]]/y

/** Throws EXPRESSION_LIMIT when a source of so many bytes is too large. */
export function assertTextSize(bytes: number): void {
  if (bytes > EXPRESSION_LIMITS.textBytes) throw limitExceeded('textBytes')
}

/**
 * Splits expression text into tokens, one at a time, so that a parser that gives up early has read no further. Linear in
 * the length of the text. Throws EXPRESSION_SYNTAX, and EXPRESSION_LIMIT for texts above 64 KiB and long numbers.
 */
export class Tokenizer {
  private readonly source: string
  private offset = 0
  private line = 1
  private lineStart = 0

  constructor(source: string) {
    assertTextSize(source.length)
    if (source.length * 3 > EXPRESSION_LIMITS.textBytes) assertTextSize(new TextEncoder().encode(source).length)
    this.source = source
  }

  /** The next token; `end` again and again after the last one. */
  next(): Token {
    this.skipSpace()
    const start = this.offset
    if (start >= this.source.length) return { kind: 'end', at: this.place(start), text: 'end' }
    const number = this.match(NUMBER)
    if (number !== null) return this.number(number, start)
    const word = this.match(WORD)
    if (word !== null) return { kind: 'word', at: this.place(start), text: word }
    const variable = this.match(VARIABLE)
    if (variable !== null) return { kind: 'variable', at: this.place(start), text: variable }
    const quoted = this.match(TEXT)
    if (quoted !== null) return this.text(quoted, start)
    const symbol = this.match(SYMBOL)
    if (symbol !== null) return { kind: 'symbol', at: this.place(start), text: symbol }
    return this.refuseCharacter(start)
  }

  private skipSpace(): void {
    const space = this.match(SPACE)
    if (space === null) return
    for (let at = space.indexOf('\n'); at >= 0; at = space.indexOf('\n', at + 1)) {
      this.line += 1
      this.lineStart = this.offset - space.length + at + 1
    }
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.offset
    const found = pattern.exec(this.source)
    if (found === null) return null
    this.offset += found[0].length
    return found[0]
  }

  private number(text: string, start: number): Token {
    const value = text.length > MAX_DIGITS ? null : parseDecimal(text)
    if (value === null) throw limitExceeded('digits')
    return { kind: 'number', at: this.place(start), text, value }
  }

  private text(quoted: string, start: number): Token {
    const quote = quoted[0] ?? "'"
    const value = quoted.slice(1, -1).replaceAll(quote + quote, quote)
    const at = this.place(start)
    if (!isStorableText(value)) refuse(EXPRESSION_SYNTAX, { at, found: 'an invalid character', allowed: 'text' })
    return { kind: 'text', at, text: shorten(quoted), value }
  }

  private refuseCharacter(start: number): never {
    const character = String.fromCodePoint(this.source.codePointAt(start) ?? 0)
    const isQuote = character === "'" || character === '"'
    const allowed = isQuote ? `a closing ${character}` : 'a name, number, text or operator'
    throw AppError.of(EXPRESSION_SYNTAX, { at: this.place(start), found: character, allowed })
  }

  private place(start: number): ExpressionPlace {
    return { line: this.line, column: start - this.lineStart + 1, start, end: this.offset }
  }
}

/** True for text that Postgres can hold: no NUL and no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** A source piece for a message: at most 40 characters. */
export function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`
}
