import { describeFieldType } from '../../test/field-type-table.ts'
import { longText } from './long-text.ts'
import { text } from './text.ts'

describeFieldType({
  type: text,
  options: { maxLength: 3 },
  accepts: [
    ['a', 'a'],
    [' a ', ' a '],
    ['图书馆', '图书馆'],
    ['😀😀😀', '😀😀😀'],
  ],
  refuses: [
    ['abcd', 'FIELD_TOO_LONG'],
    ['😀😀😀😀', 'FIELD_TOO_LONG'],
    ['a\0', 'FIELD_TEXT'],
    ['\ud800', 'FIELD_TEXT'],
    [1, 'FIELD_TYPE'],
    [true, 'FIELD_TYPE'],
    [['a'], 'FIELD_TYPE'],
    [{ a: 'a' }, 'FIELD_TYPE'],
  ],
})

describeFieldType({
  type: text,
  accepts: [['x'.repeat(255), 'x'.repeat(255)]],
  refuses: [['x'.repeat(256), 'FIELD_TOO_LONG']],
})

describeFieldType({
  type: longText,
  accepts: [['a\nb', 'a\nb']],
  refuses: [['x'.repeat(10_001), 'FIELD_TOO_LONG']],
})
