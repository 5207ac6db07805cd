import { describeFieldType } from '../../test/field-type-table.ts'
import { time } from './time.ts'

describeFieldType({
  type: time,
  accepts: [
    ['08:30', '08:30:00'],
    ['23:59:59', '23:59:59'],
    ['00:00', '00:00:00'],
  ],
  refuses: [
    ['24:00', 'FIELD_TYPE'],
    ['8:30', 'FIELD_TYPE'],
    ['08:60', 'FIELD_TYPE'],
    ['08:30:60', 'FIELD_TYPE'],
    ['08:30Z', 'FIELD_TYPE'],
    ['08:30:15.5', 'FIELD_TYPE'],
    [830, 'FIELD_TYPE'],
  ],
})
