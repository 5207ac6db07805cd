import type { FieldDescription, ObjectDescription, WireRecord } from '@huozi/client'
import { expect, test } from 'vitest'
import { columnValue, fieldsInOrder, listColumns, listSelect, recordTitle } from './list-columns.ts'

const names = ['id', 'owner', 'created_at', 'pages', 'title', 'note', 'shelf']
const fields = names.map(
  (name) => ({ name, label: name, widget: name === 'note' ? 'longText' : 'text' }) as FieldDescription,
)
const book = { title: 'title', fields, listViews: [] } as unknown as ObjectDescription
const record = {
  id: '1',
  version: 1,
  title: '',
  member: { id: '2', label: 'Li', city: { id: '3', label: 'X' } },
} as WireRecord

test('without a view shows the title and the own fields', () => {
  expect(listColumns(book, undefined).map(({ path }) => path)).toEqual(['title', 'pages', 'shelf'])
  expect(fieldsInOrder(book).map(({ name }) => name)).toEqual([
    'title',
    'pages',
    'note',
    'shelf',
    'id',
    'owner',
    'created_at',
  ])
})

test('selects each column once, and the title always', () => {
  const column = (path: string) => ({ path, label: path, width: null, field: null })
  expect(listSelect([column('pages'), column('title')], book)).toBe('title,pages')
})

test('reads values over references', () => {
  expect(columnValue(record, 'member.city')).toEqual({ id: '3', label: 'X' })
  expect(columnValue(record, 'member.nothing.more')).toBeNull()
})

test('a record without a title is called by its id', () => {
  expect(recordTitle(record, 'title')).toBe('1')
  expect(recordTitle(record, 'member')).toBe('Li')
})
