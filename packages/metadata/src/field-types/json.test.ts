import { describeFieldType } from '../../test/field-type-table.ts'
import { json } from './json.ts'

const nested = (depth: number): object => (depth === 1 ? [] : [nested(depth - 1)])

describeFieldType({
  type: json,
  options: { maxBytes: 60 },
  accepts: [
    [{}, {}],
    [
      [1, 'a', null],
      [1, 'a', null],
    ],
    [{ by: 'x' }, { by: 'x' }],
    [nested(20) as never, nested(20) as never],
  ],
  refuses: [
    ['text', 'FIELD_TYPE'],
    [5, 'FIELD_TYPE'],
    [true, 'FIELD_TYPE'],
    [{ long: 'x'.repeat(60) }, 'FIELD_JSON_SIZE'],
    [{ 汉: '字'.repeat(20) }, 'FIELD_JSON_SIZE'],
    [nested(21) as never, 'FIELD_JSON_SIZE'],
    [{ a: 'x\u0000' }, 'FIELD_TEXT'],
    [[{ 'a\ud800': 1 }], 'FIELD_TEXT'],
  ],
})
