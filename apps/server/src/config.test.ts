import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CONFIG_INVALID } from '@huozi/core'
import { describe, expect, test } from 'vitest'
import { CONFIG_VARIABLES, parseConfig } from './config.ts'

test('needs nothing: loopback, the next free port, an embedded Postgres with the demo', () => {
  expect(parseConfig({})).toEqual({
    host: '127.0.0.1',
    port: null,
    publicUrl: null,
    dataFolder: resolve('.huozi'),
    database: null,
    isDemo: true,
    secret: null,
    maxFileBytes: 25 * 1024 * 1024,
  })
})

test('takes every value that is set', () => {
  const secret = 's'.repeat(32)
  const config = parseConfig({
    HOST: '0.0.0.0',
    PORT: '8080',
    PUBLIC_URL: 'https://huozi.example.com/',
    HUOZI_DATA: '/srv/huozi',
    DATABASE_URL: 'postgres://app:pw@pooler:6432/huozi',
    DATABASE_DIRECT_URL: 'postgresql://app:pw@db/huozi',
    HUOZI_DEMO: '1',
    HUOZI_SECRET: secret,
    HUOZI_MAX_FILE_MB: '100',
  })
  expect(config).toEqual({
    host: '0.0.0.0',
    port: 8080,
    publicUrl: 'https://huozi.example.com',
    dataFolder: '/srv/huozi',
    database: { url: 'postgres://app:pw@pooler:6432/huozi', directUrl: 'postgresql://app:pw@db/huozi' },
    isDemo: true,
    secret,
    maxFileBytes: 100 * 1024 * 1024,
  })
})

test('an external database has no demo unless asked, and is its own direct address', () => {
  const url = 'postgres://app@db/huozi'
  expect(parseConfig({ DATABASE_URL: url })).toMatchObject({ isDemo: false, database: { url, directUrl: url } })
  expect(parseConfig({ HUOZI_DEMO: '0' })).toMatchObject({ isDemo: false, database: null })
})

test('takes an empty variable as absent', () => {
  const empty = Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, '']))
  expect(parseConfig(empty)).toEqual(parseConfig({}))
})

describe('refuses', () => {
  test.each([
    ['HOST', 'not a host'],
    ['HOST', 'https://here'],
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'huozi.example.com'],
    ['PUBLIC_URL', 'ftp://huozi.example.com'],
    ['PUBLIC_URL', 'https://huozi.example.com/app'],
    ['PUBLIC_URL', 'https://me@huozi.example.com'],
    ['DATABASE_URL', 'mysql://app:hunter2@db/huozi'],
    ['DATABASE_URL', 'postgres://app:hunter2@db'],
    ['HUOZI_DEMO', 'yes'],
    ['HUOZI_SECRET', 'hunter2'],
    ['HUOZI_MAX_FILE_MB', '0'],
    ['HUOZI_MAX_FILE_MB', '1.5'],
  ])('%s=%s with one line that names the variable and what is allowed', (variable, value) => {
    const line = refusalOf({ [variable]: value })
    expect(line).toMatch(new RegExp(`^${CONFIG_INVALID.code}: ${variable} .+; allowed is .+\\.$`))
    expect(line).not.toContain('hunter2')
  })

  test('a direct address without the address it belongs to', () => {
    expect(refusalOf({ DATABASE_DIRECT_URL: 'postgres://app@db/huozi' })).toContain('without DATABASE_URL')
  })
})

test('the documentation describes every variable and no other', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')
  const described = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1])
  expect(described).toEqual([...CONFIG_VARIABLES])
})

function refusalOf(environment: Record<string, string>): string {
  try {
    parseConfig(environment)
  } catch (error) {
    return (error as Error).message
  }
  return 'was accepted'
}
