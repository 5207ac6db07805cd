import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { bindParameters, compileStatement } from './statement.ts'

const withParameters = (count: number) =>
  compileStatement(sql.join(Array.from({ length: count }, (_, at) => sql`${at}`)), { prepare: false })

test('a statement takes as many parameters as the protocol can count', () => {
  expect(bindParameters(withParameters(65_535), {})).toHaveLength(65_535)
})

test('a statement with one parameter more is refused before it is sent', () => {
  expect(() => bindParameters(withParameters(65_536), {})).toThrow(
    expect.objectContaining({ code: 'RECORD_TOO_LARGE' }),
  )
})
