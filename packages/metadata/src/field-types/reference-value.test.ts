import { describe, expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { lookup } from './lookup.ts'
import { masterDetail } from './master-detail.ts'
import { user } from './user.ts'

const id = '01920000-0000-7000-8000-000000000001'

for (const type of [lookup, masterDetail, user]) {
  describeFieldType({
    type,
    options: { object: 'lib_book' },
    accepts: [
      [id, id],
      [{ id }, id],
      [{ id, label: 'A book' }, id],
      [{ by: 'ISBN-1' }, { by: 'ISBN-1' }],
    ],
    refuses: [
      ['ISBN-1', 'FIELD_TYPE'],
      [id.toUpperCase().replace('0192', 'ABCD'), 'FIELD_TYPE'],
      [{ by: '' }, 'FIELD_TYPE'],
      [{ by: 1 }, 'FIELD_TYPE'],
      [{ by: 'a', more: 1 }, 'FIELD_TYPE'],
      [{ id: 1 }, 'FIELD_TYPE'],
      [{}, 'FIELD_TYPE'],
      [[id], 'FIELD_TYPE'],
      [7, 'FIELD_TYPE'],
    ],
  })
}

describe('deleting the target', () => {
  test('is restricted unless a lookup says otherwise', () => {
    expect(lookup.reference?.onDelete({ object: 'a' })).toBe('restrict')
    expect(lookup.reference?.onDelete({ object: 'a', onDelete: 'clear' })).toBe('clear')
  })
  test('takes the parts along', () => {
    expect(masterDetail.reference).toMatchObject({ isPart: true })
    expect(masterDetail.reference?.onDelete({ object: 'a' })).toBe('cascade')
  })
})

test('a user field finds its object by what the engine needs it for', () => {
  expect(user.reference?.target({})).toEqual({ systemRole: 'user' })
  expect(user.valueType({}, { optionSet: null, target: 'user' })).toEqual({ kind: 'reference', object: 'user' })
})
