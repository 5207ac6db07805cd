import { expect, test } from 'vitest'
import { describeFieldType } from '../../test/field-type-table.ts'
import { file } from './file.ts'
import { image } from './image.ts'

const id = '01920000-0000-7000-8000-000000000001'

for (const type of [file, image]) {
  describeFieldType({
    type,
    accepts: [
      [id, id],
      [{ id, name: 'a.pdf', size: 5, type: 'application/pdf' }, id],
    ],
    refuses: [
      ['a.pdf', 'FIELD_TYPE'],
      [{ by: 'a' }, 'FIELD_TYPE'],
      [{ id: 1 }, 'FIELD_TYPE'],
      [[id], 'FIELD_TYPE'],
      [5, 'FIELD_TYPE'],
    ],
  })
}

test('a picture is of a kind that holds nothing to run', () => {
  expect(image.file?.({ maxBytes: 5 })).toMatchObject({ maxBytes: 5 })
  expect(image.file?.({}).types).not.toContain('image/svg+xml')
  expect(file.file?.({})).toEqual({ types: null, maxBytes: null })
})
