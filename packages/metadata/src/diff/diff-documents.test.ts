import { describe, expect, test } from 'vitest'
import { libraryDocuments } from '../../test/fixture-layer.ts'
import type { Document } from '../documents/document.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import { diffDocuments } from './diff-documents.ts'

const documents = libraryDocuments()

/** The library with one document changed. */
function withChange(kind: string, name: string, change: (document: Document) => object): readonly Document[] {
  return documents.map((document) =>
    document.kind === kind && document.name === name ? { ...document, ...change(document) } : document,
  )
}

function withBook(change: (fields: ObjectDocument['fields']) => readonly unknown[]): readonly Document[] {
  return withChange('object', 'lib_book', (document) => ({ fields: change((document as ObjectDocument).fields) }))
}

/** Differences to the library in one line each. */
function changes(after: readonly Document[], before = documents): string[] {
  return diffDocuments(before, after).map(({ action, path }) => `${action} ${path}`)
}

test('nothing differs from itself, however it is spelled', () => {
  expect(changes(documents)).toEqual([])
  expect(changes(JSON.parse(JSON.stringify(documents)) as Document[])).toEqual([])
  const bare = withChange('listView', 'lib_all_books', () => ({
    columns: [{ field: 'title', width: 240 }, { field: 'genre' }, 'price', 'price_with_tax', 'damaged'],
  }))
  expect(changes(bare)).toEqual([])
})

describe('documents', () => {
  test('are added and removed whole', () => {
    const role: Document = { kind: 'role', name: 'lib_guest', label: 'Guest' }
    const without = documents.filter(({ name }) => name !== 'lib_desk')
    expect(diffDocuments(documents, [...without, role])).toEqual([
      { action: 'add', kind: 'role', name: 'lib_guest', path: 'role/lib_guest', before: undefined, after: role },
      {
        action: 'remove',
        kind: 'app',
        name: 'lib_desk',
        path: 'app/lib_desk',
        before: documents.find(({ name }) => name === 'lib_desk'),
        after: undefined,
      },
    ])
  })

  test('are followed by their former name', () => {
    const renamed = withChange('object', 'lib_book', () => ({ name: 'lib_volume', formerly: 'lib_book' }))
    expect(diffDocuments(documents, renamed)).toEqual([
      {
        action: 'change',
        kind: 'object',
        name: 'lib_volume',
        path: 'object/lib_volume/name',
        before: 'lib_book',
        after: 'lib_volume',
      },
    ])
  })
})

describe('items of lists', () => {
  test('are told apart by their key', () => {
    const after = withBook((fields) => [
      ...fields.filter(({ name }) => name !== 'website'),
      { name: 'x_shelf', type: 'text', label: 'Shelf' },
    ])
    expect(changes(after)).toEqual(['add object/lib_book/fields/x_shelf', 'remove object/lib_book/fields/website'])
  })

  test('are compared property by property', () => {
    const after = withBook((fields) =>
      fields.map((field) => (field.name === 'price' ? { ...field, label: 'Cost', min: undefined, max: 9 } : field)),
    )
    const plain = JSON.parse(JSON.stringify(after)) as Document[]
    expect(changes(plain).toSorted()).toEqual([
      'add object/lib_book/fields/price/max',
      'change object/lib_book/fields/price/label',
      'remove object/lib_book/fields/price/min',
    ])
  })

  test('are followed by their former name', () => {
    const after = withBook((fields) =>
      fields.map((field) => (field.name === 'notes' ? { ...field, name: 'remarks', formerly: 'notes' } : field)),
    )
    expect(changes(after)).toEqual(['change object/lib_book/fields/remarks/name'])
  })

  test('in another order are one change', () => {
    expect(changes(withBook((fields) => fields.toReversed()))).toEqual(['change object/lib_book/fields'])
  })

  test('inside of items are found too', () => {
    const after = withChange('optionSet', 'lib_level', ({ values }) => ({
      values: (values as { code: string; attributes: object }[]).map((value) =>
        value.code === 'plus' ? { ...value, attributes: { ...value.attributes, max_loans: 6 } } : value,
      ),
    }))
    expect(changes(after)).toEqual(['change optionSet/lib_level/values/plus/attributes/max_loans'])
  })
})

test('what is replaced whole is one change', () => {
  const after = withChange('flow', 'lib_expensive_book', () => ({ when: { '!': [{ var: 'damaged' }] } }))
  expect(changes(after)).toEqual(['change flow/lib_expensive_book/when'])
})
