import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepSecretFile } from './secret-file.ts'

const room = mkdtempSync(join(tmpdir(), 'huozi-secret-'))
afterAll(() => rmSync(room, { recursive: true }))

test('makes a secret that only its owner may read, and keeps it', async () => {
  const file = join(room, 'kept')
  const secret = await keepSecretFile(file)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(await keepSecretFile(file)).toBe(secret)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('gives processes that start together the same secret and leaves no draft', async () => {
  const file = join(room, 'raced')
  const secrets = await Promise.all(Array.from({ length: 20 }, () => keepSecretFile(file)))
  expect(new Set(secrets).size).toBe(1)
  expect(readdirSync(room).filter((name) => name.startsWith('raced'))).toEqual(['raced'])
})
