import type { FieldDescription } from '@huozi/client'
import { expect, test } from 'vitest'
import { NOT_BLANK } from './filter-operators.ts'
import { filtersText, filterText, listCondition } from './list-condition.ts'

const field = (name: string, widget: string): FieldDescription => ({
  name,
  widget,
  label: name,
  help: null,
  type: widget,
  editable: true,
  required: false,
  filterable: true,
  sortable: true,
  operators: [],
  choices: null,
  object: null,
  objects: null,
  scale: null,
  max: null,
  freshness: null,
  currency: null,
})
const title = field('title', 'text')
const price = field('price', 'currency')
const shelf = field('shelf', 'picklist')
const member = field('member', 'lookup')

test('writes each operator as the language spells it', () => {
  const text = (description: FieldDescription, operator: string, value: Filter['value']) =>
    filterText({ field: description.name, operator, value }, description)
  expect(text(title, 'contains', '活字')).toBe("title contains '活字'")
  expect(text(price, '>=', '99999999999999.99')).toBe('price >= 99999999999999.99')
  expect(text(price, 'between', ['1', '2'])).toBe('price between 1 and 2')
  expect(text(shelf, 'in', ['A', 'B'])).toBe("shelf in ('A', 'B')")
  expect(text(member, '=', { id: '0192', label: 'Li Lei' })).toBe("member = '0192'")
  expect(text(title, 'is_blank', null)).toBe('is_blank(title)')
  expect(text(title, NOT_BLANK, null)).toBe('not is_blank(title)')
  const uses = field('uses', 'multiPicklist')
  expect(text(uses, 'has_any', ['a', 'b'])).toBe("('a' in uses or 'b' in uses)")
  expect(text(uses, 'has_all', ['a', 'b'])).toBe("('a' in uses and 'b' in uses)")
  expect(text(uses, 'has_none', ['a'])).toBe("not ('a' in uses)")
  expect(text(field('mark', 'rating'), '>', 3)).toBe('mark > 3')
  expect(text(field('took', 'duration'), '<', '5400.5')).toBe("took < '5400.5s'")
  expect(text(field('lent', 'boolean'), '=', false)).toBe('lent = false')
})

test('quotes what people type: a text never becomes syntax', () => {
  const value = "x' or '1' = '1"
  expect(filterText({ field: 'title', operator: '=', value }, title)).toBe("title = 'x'' or ''1'' = ''1'")
})

test('leaves out what has no value yet', () => {
  const filters = [
    { field: 'title', operator: 'contains', value: '' },
    { field: 'price', operator: 'between', value: ['1', null] },
    { field: 'shelf', operator: 'in', value: [] },
    { field: 'gone', operator: '=', value: 'x' },
    { field: 'title', operator: '=', value: 'a' },
  ]
  expect(filtersText(filters, [title, price, shelf])).toBe("title = 'a'")
})

test('joins the conditions of view, builder and hand', () => {
  expect(listCondition([null, undefined, ' '])).toBeUndefined()
  expect(listCondition(['a = 1', ''])).toBe('a = 1')
  expect(listCondition(['a = 1 or b = 2', null, 'c = 3'])).toBe('(a = 1 or b = 2) and (c = 3)')
})

type Filter = Parameters<typeof filterText>[0]
