import { describeFieldType } from '../../test/field-type-table.ts'
import { duration } from './duration.ts'

describeFieldType({
  type: duration,
  options: { min: 0 },
  accepts: [
    ['5400', '5400'],
    [90.5, '90.5'],
    ['0.001', '0.001'],
  ],
  refuses: [
    ['1h', 'FIELD_TYPE'],
    ['-1', 'FIELD_OUT_OF_RANGE'],
    ['0.0001', 'FIELD_TOO_PRECISE'],
    ['1000000000000', 'FIELD_OUT_OF_RANGE'],
  ],
})
