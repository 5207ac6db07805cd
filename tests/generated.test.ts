import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../packages/core/src/index.ts'
import { GENERATED_FILES } from '../scripts/generated-files.ts'

describe('what npm run generate would write is what is there:', () => {
  test.each(GENERATED_FILES)('$file', ({ file, render }) => {
    expect(readText(file)).toBe(render())
  })
})

test('every code of the catalogue is in the documentation, and every code there is in the catalogue', () => {
  const described = [...readText('docs/errors.md').matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1])
  const codes = Object.values(catalogue).flatMap((entries) => entries.map(({ code }) => code))
  expect(described.sort()).toEqual(codes.sort())
})

test('no code stands for two refusals', () => {
  const codes = Object.values(catalogue).flatMap((entries) => entries.map(({ code }) => code))
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
})

function readText(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
}
