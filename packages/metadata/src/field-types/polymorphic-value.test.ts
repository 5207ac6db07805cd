import { expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { lookup } from './lookup.ts'

const id = '01920000-0000-7000-8000-000000000001'

describeFieldType({
  type: lookup,
  options: { objects: ['lib_book', 'lib_member'] },
  accepts: [
    [
      { object: 'lib_book', id },
      { object: 'lib_book', id },
    ],
    [
      { object: 'lib_member', id, label: 'Li' },
      { object: 'lib_member', id },
    ],
    [
      { object: 'lib_book', by: 'ISBN-1' },
      { object: 'lib_book', by: 'ISBN-1' },
    ],
  ],
  refuses: [
    [id, 'FIELD_TYPE'],
    [{ id }, 'FIELD_TYPE'],
    [{ by: 'ISBN-1' }, 'FIELD_TYPE'],
    [{ object: 'lib_loan', id }, 'FIELD_TYPE'],
    [{ object: 'lib_book', id: '1' }, 'FIELD_TYPE'],
    [{ object: 'lib_book', by: 'a', more: 1 }, 'FIELD_TYPE'],
    [{ object: ['lib_book'], id }, 'FIELD_TYPE'],
  ],
})

test('a reference names one object or several, and several have no condition and no collection', () => {
  const rules = (options: object) => lookup.conflicts?.(options as never).map(({ option, rule }) => [option, rule])
  expect(rules({ objects: ['a', 'b'], onDelete: 'clear' })).toEqual([])
  expect(rules({ object: 'a', inverse: 'b', where: 'c' })).toEqual([])
  expect(rules({})).toEqual([['object', 'objectMissing']])
  expect(rules({ objects: ['a', 'b'], object: 'a', inverse: 'c', where: 'd' })).toEqual([
    ['object', 'objectsAlone'],
    ['inverse', 'objectsAlone'],
    ['where', 'objectsAlone'],
  ])
})
