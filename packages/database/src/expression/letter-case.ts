import { type CaseTable, LOWER_CASE, UPPER_CASE } from '@huozi/expression'
import { type RawBuilder, sql } from 'kysely'
import { parameter } from './parameter.ts'

type Sql = RawBuilder<unknown>

/** Letters of a table and what they become. ASCII is not among them: Postgres maps it itself under collation "C". */
interface Letters {
  /** A regular expression that finds one of them. */
  readonly pattern: Sql
  readonly from: Sql
  readonly to: Sql
}

/** The letters of European languages, and all others. */
interface Alphabet {
  readonly latin: Letters
  readonly all: Letters
}

const LAST_LATIN = '\u017f'
const LOWER = alphabetOf(LOWER_CASE)
const UPPER = alphabetOf(UPPER_CASE)

/** Lower case by the shipped table, whatever the ctype of the database. */
export function lowerText(of: Sql): Sql {
  return mapped(sql`lower(${of} collate "C")`, LOWER)
}

/** Upper case by the shipped table, whatever the ctype of the database. */
export function upperText(of: Sql): Sql {
  return mapped(sql`upper(${of} collate "C")`, UPPER)
}

/**
 * `fold(x)` for fields that have no stored folded column. The normal form is that of the database's Unicode version,
 * which differs from that of the stored one only for characters newer than it.
 */
export function foldText(of: Sql): Sql {
  return mapped(sql`lower(normalize(${of}, NFKC) collate "C")`, LOWER)
}

/**
 * `translate` walks its whole table for every character, so that it is only asked where one of its letters occurs:
 * never for Chinese, with a tenth of the table for most of Europe. `offset 0` keeps the text from being computed twice.
 */
function mapped(text: Sql, { latin, all }: Alphabet): Sql {
  const translated = sql`case when _t.of ~ ${all.pattern} then translate(_t.of, ${all.from}, ${all.to})
    when _t.of ~ ${latin.pattern} then translate(_t.of, ${latin.from}, ${latin.to}) else _t.of end`
  return sql`(select ${translated} from (select ${text} as of offset 0) as _t)`
}

function alphabetOf(table: CaseTable): Alphabet {
  const pairs = [...table].filter(([from]) => from > '\x7f')
  const latin = lettersOf(pairs.filter(([from]) => from <= LAST_LATIN))
  const beyond = lettersOf(pairs.filter(([from]) => from > LAST_LATIN))
  return Object.freeze({ latin, all: { ...lettersOf(pairs), pattern: beyond.pattern } })
}

function lettersOf(pairs: readonly (readonly [string, string])[]): Letters {
  return Object.freeze({
    pattern: parameter(`[${ranges(pairs.map(([from]) => from))}]`, 'text'),
    from: parameter(pairs.map(([from]) => from).join(''), 'text'),
    to: parameter(pairs.map(([, to]) => to).join(''), 'text'),
  })
}

/** The letters as ranges of a character class. */
function ranges(letters: readonly string[]): string {
  const codes = letters.map((letter) => letter.codePointAt(0) ?? 0).sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const code of codes) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === code - 1) last[1] = code
    else runs.push([code, code])
  }
  return runs.map(([from, to]) => `${String.fromCodePoint(from)}-${String.fromCodePoint(to)}`).join('')
}
