import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { canEnter, parseAccounts } from './account.ts'

const room = mkdtempSync(join(tmpdir(), 'huozi-account-'))
afterAll(() => rmSync(room, { recursive: true }))

const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 }

test('reads names and ids from a passwd file and skips what is not a line of it', () => {
  expect(parseAccounts('root:x:0:0:root:/root:/bin/sh\n# note\nnobody:x:65534:65534::/:/usr/sbin/nologin\n')).toEqual([
    { name: 'root', uid: 0, gid: 0 },
    { name: 'nobody', uid: 65534, gid: 65534 },
  ])
})

test('a stranger may enter an open folder', () => {
  chmodSync(room, 0o755)
  expect(canEnter(room, stranger)).toBe(true)
})

test('a closed folder anywhere above keeps a stranger out, also from what does not exist yet', () => {
  const open = join(room, 'open')
  mkdirSync(open, { mode: 0o755 })
  chmodSync(room, 0o700)
  expect(canEnter(open, stranger)).toBe(false)
  expect(canEnter(join(open, 'later'), stranger)).toBe(false)
})

test('we ourselves may always enter', () => {
  expect(canEnter(room, null)).toBe(true)
})
