import { fold, lowerCase, upperCase } from '@huozi/expression'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { foldText, lowerText, upperText } from '../src/expression/letter-case.ts'

const pool = new pg.Pool({ connectionString: process.env.HUOZI_TEST_DATABASE_URL, max: 1 })
const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })

afterAll(() => db.destroy())

/** The planes in use, without surrogates and NUL. */
const CODES = Array.from({ length: 0x20000 }, (_, code) => code).filter(
  (code) => code > 0 && (code < 0xd800 || code >= 0xe000),
)

/** Letters younger than Unicode 14 that have a compatibility form, which Postgres 15 does not know. */
const YOUNGER = /[\ua7f1\u{1ccd6}-\u{1ccf9}\u{1e030}-\u{1e06d}]/u

interface Row {
  readonly letter: string
  readonly lower: string
  readonly upper: string
  readonly folded: string
}

test('Postgres maps every letter as the shipped table does, whatever its own ctype', async () => {
  const letter = sql`chr(code)`
  const { rows } = await sql<Row>`
    select ${letter} as letter, ${lowerText(letter)} as lower, ${upperText(letter)} as upper, ${foldText(letter)} as folded
    from unnest(${CODES}::integer[]) as codes(code)`.execute(db)
  const different = rows.filter(({ letter, lower, upper, folded }) => {
    const isFolded = folded === fold(letter) || YOUNGER.test(letter)
    return lower !== lowerCase(letter) || upper !== upperCase(letter) || !isFolded
  })
  expect(different).toEqual([])
  expect(rows.length).toBe(CODES.length)
})
