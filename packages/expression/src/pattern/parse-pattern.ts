import { WHITE_SPACE } from '../text/pieces.ts'

/** Code points from the first to the last. */
export type CharacterRange = readonly [first: number, last: number]

/** A regular expression of the subset that takes linear time and means the same in both engines. */
export type Pattern =
  | { readonly kind: 'characters'; readonly ranges: readonly CharacterRange[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  /** `max` is null without an upper bound. */
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly min: number; readonly max: number | null }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }

/** What cannot be read, and what would be allowed there; `found` starts at the offending character. */
export class PatternError extends Error {
  readonly found: string

  constructor(found: string, allowed: string) {
    super(allowed)
    this.found = found
  }
}

/** Repetitions may ask for at most so many copies. */
const MOST_COPIES = 100
const MOST_DEPTH = 50

/** Everything a text may hold: no NUL, no halves of surrogate pairs. */
const ALL: readonly CharacterRange[] = [
  [1, 0xd7ff],
  [0xe000, 0x10ffff],
]
const DIGITS: readonly CharacterRange[] = [[0x30, 0x39]]
const WORD: readonly CharacterRange[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
const SPACE: readonly CharacterRange[] = Array.from(WHITE_SPACE, (space) => only(code(space)))
const ANY_BUT_NEW_LINE = complement([only(10)])

/** Sets written with a backslash. */
const ESCAPED_SETS: ReadonlyMap<string, readonly CharacterRange[]> = new Map([
  ['d', DIGITS],
  ['D', complement(DIGITS)],
  ['w', WORD],
  ['W', complement(WORD)],
  ['s', SPACE],
  ['S', complement(SPACE)],
])
const ESCAPED_CHARACTERS: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['r', 13],
])

/**
 * Reads a pattern: characters, `.` (no line feed), `[a-z]`, `[^…]`, `\d \D \w \W \s \S` (ASCII digits and word
 * characters), `\t \n \r`, a backslash before punctuation, groups, `|`, `* + ? {m} {m,} {m,n}` up to 100, `^` and `$`
 * (the ends of the text). No back references, look-around or lazy forms. Throws PatternError.
 */
export function parsePattern(source: string): Pattern {
  const reader = new PatternReader(Array.from(source))
  const pattern = reader.choice(0)
  if (!reader.isAtEnd) reader.refuse('a closing bracket has no opening one')
  return pattern
}

class PatternReader {
  private readonly characters: readonly string[]
  private position = 0

  constructor(characters: readonly string[]) {
    this.characters = characters
  }

  get isAtEnd(): boolean {
    return this.position >= this.characters.length
  }

  /** Recursion is bounded by the depth of groups. */
  choice(depth: number): Pattern {
    if (depth > MOST_DEPTH) this.refuse('fewer groups in each other')
    const parts = [this.sequence(depth)]
    while (this.take('|')) parts.push(this.sequence(depth))
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts }
  }

  private sequence(depth: number): Pattern {
    const parts: Pattern[] = []
    while (!this.isAtEnd && this.current !== '|' && this.current !== ')') parts.push(this.repeated(depth))
    return { kind: 'sequence', parts }
  }

  private repeated(depth: number): Pattern {
    const of = this.atom(depth)
    const count = this.count()
    if (count === null) return of
    if (of.kind === 'start' || of.kind === 'end') this.refuse('something to repeat')
    if (/[*+?{]/.test(this.current)) this.refuse('a single repetition')
    return { kind: 'repeat', of, ...count }
  }

  private count(): { min: number; max: number | null } | null {
    if (this.take('*')) return { min: 0, max: null }
    if (this.take('+')) return { min: 1, max: null }
    if (this.take('?')) return { min: 0, max: 1 }
    if (!this.take('{')) return null
    const min = this.number()
    const max = this.take(',') ? (this.current === '}' ? null : this.number()) : min
    if (!this.take('}') || (max !== null && max < min)) this.refuse('{m}, {m,} or {m,n}')
    return { min, max }
  }

  private number(): number {
    let digits = ''
    while (digits.length < 4 && /^\d$/.test(this.current)) digits += this.next()
    const value = digits === '' ? Number.NaN : Number(digits)
    return value <= MOST_COPIES ? value : this.refuse(`a number up to ${MOST_COPIES}`)
  }

  private atom(depth: number): Pattern {
    const character = this.next()
    if (character === '(') return this.group(depth)
    if (character === '[') return { kind: 'characters', ranges: this.set() }
    if (character === '^') return { kind: 'start' }
    if (character === '$') return { kind: 'end' }
    if (character === '.') return { kind: 'characters', ranges: ANY_BUT_NEW_LINE }
    if (character === '\\') return { kind: 'characters', ranges: this.escape() }
    if ('*+?{}]'.includes(character)) {
      this.position -= 1
      this.refuse(`\\${character} for the character itself`)
    }
    return { kind: 'characters', ranges: [only(code(character))] }
  }

  private group(depth: number): Pattern {
    if (this.take('?') && !this.take(':')) this.refuse('( or (?:')
    const inner = this.choice(depth + 1)
    if (!this.take(')')) this.refuse(')')
    return inner
  }

  private escape(): readonly CharacterRange[] {
    const character = this.next()
    const set = ESCAPED_SETS.get(character)
    if (set !== undefined) return set
    const control = ESCAPED_CHARACTERS.get(character)
    if (control !== undefined) return [only(control)]
    if (/^[\w]?$/.test(character)) {
      this.position -= character.length
      this.refuse('\\d \\w \\s \\t \\n \\r or a backslash before punctuation')
    }
    return [only(code(character))]
  }

  /** `[…]` behind its opening bracket. */
  private set(): readonly CharacterRange[] {
    const isNegated = this.take('^')
    const ranges: CharacterRange[] = []
    do ranges.push(...this.member())
    while (!this.take(']'))
    return isNegated ? complement(ranges) : ranges
  }

  private member(): readonly CharacterRange[] {
    const from = this.single()
    const [range] = from
    const isRange = this.current === '-' && this.characters[this.position + 1] !== ']'
    if (!isRange || from.length > 1 || range === undefined || range[0] !== range[1]) return from
    this.position += 1
    const [to, ...more] = this.single()
    if (to === undefined || more.length > 0 || to[0] !== to[1] || to[0] < range[0]) this.refuse('a range such as a-z')
    return [[range[0], to[0]]]
  }

  private single(): readonly CharacterRange[] {
    const character = this.next()
    if (character === '\\') return this.escape()
    if (character === '' || character === '[' || character === ']') {
      this.position -= character.length
      this.refuse('a character, and ] at the end')
    }
    return [only(code(character))]
  }

  private get current(): string {
    return this.characters[this.position] ?? ''
  }

  /** The character passed; empty at the end. */
  private next(): string {
    const character = this.current
    this.position += character === '' ? 0 : 1
    return character
  }

  private take(character: string): boolean {
    if (this.current !== character) return false
    this.position += 1
    return true
  }

  refuse(allowed: string): never {
    throw new PatternError(this.characters.slice(this.position, this.position + 20).join('') || 'the end', allowed)
  }
}

function code(character: string): number {
  return character.codePointAt(0) ?? 0
}

function only(point: number): CharacterRange {
  return [point, point]
}

/** All characters but these. */
function complement(ranges: readonly CharacterRange[]): readonly CharacterRange[] {
  const sorted = [...ranges].sort(([a], [b]) => a - b)
  return ALL.flatMap(([first, last]) => {
    const kept: CharacterRange[] = []
    let from = first
    for (const [low, high] of sorted) {
      if (low > from) kept.push([from, Math.min(low - 1, last)])
      from = Math.max(from, high + 1)
    }
    kept.push([from, last])
    return kept.filter(([low, high]) => low <= high)
  })
}
