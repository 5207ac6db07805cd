import { expect, test } from 'vitest'
import { parsePostmasterFile } from './postmaster.ts'

test('reads pid, port and status of a running server', () => {
  const text = '4711\n/data\n1792000000\n5433\n\n127.0.0.1\n 123 456\nready   \n'
  expect(parsePostmasterFile(text)).toEqual({ pid: 4711, port: 5433, status: 'ready' })
})

test('takes a server that has written only its first lines as starting', () => {
  expect(parsePostmasterFile('4711\n/data\n')).toEqual({ pid: 4711, port: 0, status: 'starting' })
})

test('finds no server in an empty or foreign file', () => {
  expect(parsePostmasterFile('')).toBeNull()
  expect(parsePostmasterFile('hello\n')).toBeNull()
})
