import type { FormDefinition, FormField } from '@huozi/forms'
import { expect, test } from 'vitest'
import { conflictRows, withoutConflicts } from './conflict.ts'

const names = ['title', 'price', 'shelf', 'member', 'note', 'fee']
const fields = names.map((name) => [name, { name, label: name, editable: name !== 'fee' } as FormField])
const definition = { fields: Object.fromEntries(fields) } as FormDefinition

const loaded = { title: 'a', price: '1', shelf: 'A', member: { id: '1', label: 'Li' }, note: null, fee: '1' }
const fresh = { title: 'b', price: '2', shelf: 'B', member: { id: '1', label: 'Li Lei' }, note: null, fee: '2' }
const typed = { title: 'c', shelf: 'B', note: 'mine' }

test('names what others changed, and where it meets what was typed', () => {
  const rows = conflictRows(definition, { loaded, fresh, typed })
  expect(rows.map(({ field, theirs, mine }) => [field.name, theirs, mine])).toEqual([
    ['title', 'b', 'c'],
    ['price', '2', undefined],
    ['shelf', 'B', undefined],
  ])
})

test('gives up only what both changed', () => {
  const rows = conflictRows(definition, { loaded, fresh, typed })
  expect(withoutConflicts(typed, rows)).toEqual({ shelf: 'B', note: 'mine' })
})
