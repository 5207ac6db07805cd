import { describeFieldType } from '../../test/field-type-table.ts'
import { boolean } from './boolean.ts'

describeFieldType({
  type: boolean,
  accepts: [
    [true, true],
    [false, false],
  ],
  refuses: [
    ['true', 'FIELD_TYPE'],
    [1, 'FIELD_TYPE'],
    [0, 'FIELD_TYPE'],
    [[], 'FIELD_TYPE'],
  ],
})
