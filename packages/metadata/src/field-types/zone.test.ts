import { describeFieldType } from '../../test/field-type-table.ts'
import { zone } from './zone.ts'

describeFieldType({
  type: zone,
  options: {},
  accepts: [
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['UTC', 'UTC'],
    ['', null],
  ],
  refuses: [
    ['Asia/Peking', 'FIELD_TYPE'],
    ['asia/shanghai', 'FIELD_TYPE'],
    ['+08:00', 'FIELD_TYPE'],
    [8, 'FIELD_TYPE'],
  ],
})
