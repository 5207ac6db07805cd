import { newId } from '@huozi/core'
import { expect, test } from 'vitest'
import { readMessage, writeMessages } from './hint-message.ts'

const [li, wang] = [newId(), newId()]

test('merges the hints of a tenant: the newest version, every user once', () => {
  const [message, ...more] = writeMessages('p1', 7, [
    { kind: 'model', tenant: 7, version: 4 },
    { kind: 'notifications', tenant: 7, users: [li] },
    { kind: 'model', tenant: 7, version: 3 },
    { kind: 'notifications', tenant: 7, users: [wang, li] },
  ])
  expect(more).toEqual([])
  expect(readMessage(message ?? '')).toEqual({
    from: 'p1',
    hints: [
      { kind: 'model', tenant: 7, version: 4 },
      { kind: 'notifications', tenant: 7, users: [li, wang] },
    ],
  })
})

test('keeps every message below what Postgres takes', () => {
  const users = Array.from({ length: 1000 }, () => newId())
  const messages = writeMessages('p1', 2 ** 31, [{ kind: 'notifications', tenant: 2 ** 31, users }])
  expect(Math.max(...messages.map((message) => Buffer.byteLength(message)))).toBeLessThan(8000)
  const read = messages.flatMap((message) => readMessage(message)?.hints ?? [])
  expect(read.flatMap((hint) => (hint.kind === 'notifications' ? hint.users : []))).toEqual(users)
})

test.each(['', 'null', '{"from": 1}', '{"from": "a", "hints": {}}', '{"from": "a", "hints": [', 'hello'])(
  'takes %j for none of ours',
  (text) => expect(readMessage(text)).toBeNull(),
)

test('leaves out what it does not know', () => {
  const text = JSON.stringify({ from: 'a', hints: [{ kind: 'weather', tenant: 1 }, 3, { kind: 'model', tenant: 'x' }] })
  expect(readMessage(text)).toEqual({ from: 'a', hints: [] })
})
