import { expect, test } from 'vitest'
import { nextSort, parseListSearch } from './list-search.ts'

test('reads an address and drops what does not fit', () => {
  const filters = [{ field: 'title', operator: '=', value: 'a' }, { field: 1 }, null]
  expect(parseListSearch({ view: 'v', where: '', sort: 5, filters })).toEqual({ view: 'v', filters: [filters[0]] })
  expect(parseListSearch({ deleted: true })).toEqual({ deleted: true })
  expect(parseListSearch({ deleted: 'no' })).toEqual({})
  expect(parseListSearch({})).toEqual({})
})

test('a column goes round: ascending, descending, the own order of the list', () => {
  expect([nextSort(undefined, 'a'), nextSort('a', 'a'), nextSort('-a', 'a'), nextSort('b', 'a')]).toEqual([
    'a',
    '-a',
    undefined,
    'a',
  ])
})
