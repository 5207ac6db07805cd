import { type Document, printCanonical } from '@huozi/metadata'
import { expect, test } from 'vitest'
import { planPull } from './pull-plan.ts'

const level: Document = { kind: 'optionSet', name: 'x_level', label: 'Level', values: [] }
const guest: Document = { kind: 'role', name: 'x_guest', label: 'Guest' }
const text = printCanonical(level)

test('writes what is new or differs, in canonical form', () => {
  const files = new Map([
    ['optionSet/x_level.json', text],
    ['role/x_guest.json', '{}'],
  ])
  expect(planPull([level, guest], files)).toEqual({
    write: [{ path: 'role/x_guest.json', text: printCanonical(guest) }],
    remove: [],
    unsafe: [],
  })
  expect(planPull([level], new Map()).write).toEqual([{ path: 'optionSet/x_level.json', text }])
})

test('removes files of documents that are gone, and nothing else', () => {
  const others = ['README.json', 'notes/x_level.json', 'role/deeper/x.json', 'package.json']
  const files = new Map([...others, 'role/x_old.json', 'object/x_old.json'].map((path) => [path, '{}']))
  expect(planPull([level], files).remove).toEqual(['object/x_old.json', 'role/x_old.json'])
})

test.each([
  { kind: '../..', name: 'x' },
  { kind: 'role', name: '../../etc/passwd' },
  { kind: 'role', name: 'a/b' },
])('a document that would lead out of the folder is no file: $kind/$name', (document) => {
  const plan = planPull([document], new Map())
  expect(plan.write).toEqual([])
  expect(plan.unsafe).toHaveLength(1)
})
