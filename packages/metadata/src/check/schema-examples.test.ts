import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Document } from '../documents/document.ts'
import { printCanonical } from '../documents/print-canonical.ts'
import { kinds } from '../kinds/registry.ts'
import { validateDocument } from './document-validator.ts'

const EXAMPLES = join(import.meta.dirname, '../../../../schemas/metadata/examples')

function paths(folder: string): string[] {
  const files = readdirSync(join(EXAMPLES, folder), { recursive: true, encoding: 'utf8' })
  return files.filter((path) => path.endsWith('.json') && path.includes('/'))
}

function read(path: string): Document {
  return JSON.parse(readFileSync(join(EXAMPLES, path), 'utf8'))
}

const expected = read('invalid/expected.json') as unknown as { [path: string]: readonly object[] }

describe('a valid example', () => {
  test.each(paths('valid'))('%s passes its schema and is in canonical form', (path) => {
    const document = read(`valid/${path}`)
    expect(validateDocument(document)).toEqual([])
    expect(printCanonical(document)).toBe(readFileSync(join(EXAMPLES, 'valid', path), 'utf8'))
  })
})

describe('an invalid example', () => {
  test.each(paths('invalid'))('%s is refused where it is wrong', (path) => {
    const issues = validateDocument(read(`invalid/${path}`)).map(({ code, pointer }) => ({ code, pointer }))
    expect(issues).toEqual(expected[path])
  })
})

test.each([...kinds.keys()])('%s has valid and invalid examples', (kind) => {
  for (const folder of ['valid', 'invalid']) {
    expect(paths(folder).some((path) => path.startsWith(`${kind}/`))).toBe(true)
  }
})
