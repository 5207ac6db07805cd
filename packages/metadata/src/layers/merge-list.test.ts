import { describe, expect, test } from 'vitest'
import { type ListChange, mergeList } from './merge-list.ts'

interface Item {
  readonly name: string
  readonly label?: string
}

const rules = {
  keyOf: (item: unknown) => (item as Item).name,
  change: (item: unknown, { values }: ListChange) => ({ ...(item as Item), ...values }),
  create: ({ key, values }: ListChange) => ({ name: key, ...values }),
  decided: () => {},
}

function change(key: string, more: Partial<ListChange> = {}): ListChange {
  return { item: { name: key }, key, values: {}, remove: false, after: null, before: null, ...more }
}

function names(base: string, changes: readonly ListChange[]): string {
  const items = [...base].map((name) => ({ name }))
  return mergeList(items, changes, rules)
    .items.map((item) => (item as Item).name)
    .join('')
}

describe('an addition', () => {
  test.each([
    ['goes last', [change('x')], 'abcx'],
    ['follows its anchor', [change('x', { after: 'a' })], 'axbc'],
    ['stands before its anchor', [change('x', { before: 'c' })], 'abxc'],
    ['goes first before "*"', [change('x', { before: '*' })], 'xabc'],
    ['goes last after "*"', [change('x', { after: '*' })], 'abcx'],
    [
      'keeps the order of those with the same anchor',
      [change('x', { after: 'a' }), change('y', { after: 'a' })],
      'axybc',
    ],
    [
      'keeps the order of those before the same anchor',
      [change('x', { before: 'b' }), change('y', { before: 'b' })],
      'axybc',
    ],
    ['may follow another addition', [change('x', { after: 'y' }), change('y', { after: 'a' })], 'ayxbc'],
    ['goes last when its anchor is gone', [change('x', { after: 'q' })], 'abcx'],
    ['goes last when its anchor is removed', [change('b', { remove: true }), change('x', { after: 'b' })], 'acx'],
  ])('%s', (_name, changes, expected) => {
    expect(names('abc', changes)).toBe(expected)
  })
})

test('reports anchors that do not exist', () => {
  const { lost } = mergeList([], [change('x', { after: 'q' }), change('y', { after: '*' })], rules)
  expect(lost).toEqual([{ key: 'x', anchor: 'q' }])
})

test('ends when two additions wait for each other', () => {
  expect(names('ab', [change('x', { after: 'y' }), change('y', { after: 'x' })])).toHaveLength(4)
})

test('a known item is changed in place, or moved when the patch says so', () => {
  expect(names('abc', [change('c')])).toBe('abc')
  expect(names('abc', [change('c', { before: '*' })])).toBe('cab')
})

test('removing what is not there changes nothing', () => {
  expect(names('abc', [change('q', { remove: true })])).toBe('abc')
})
