import { describeFieldType } from '../../test/field-type-table.ts'
import { integer } from './integer.ts'

describeFieldType({
  type: integer,
  options: { min: 0, max: 10 },
  accepts: [
    [0, 0],
    [-0, 0],
    [10, 10],
  ],
  refuses: [
    [-1, 'FIELD_OUT_OF_RANGE'],
    [11, 'FIELD_OUT_OF_RANGE'],
    [1.5, 'FIELD_TYPE'],
    ['1', 'FIELD_TYPE'],
    [true, 'FIELD_TYPE'],
  ],
})

describeFieldType({
  type: integer,
  accepts: [
    [9007199254740991, 9007199254740991],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
  ],
  refuses: [
    [9007199254740992, 'FIELD_OUT_OF_RANGE'],
    ['9007199254740993', 'FIELD_OUT_OF_RANGE'],
    ['900719925474099', 'FIELD_TYPE'],
  ],
})
