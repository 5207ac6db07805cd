import { describeFieldType } from '../../test/field-type-table.ts'
import { date } from './date.ts'
import { datetime } from './datetime.ts'

describeFieldType({
  type: date,
  accepts: [
    ['2026-12-31', '2026-12-31'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['0001-01-01', '0001-01-01'],
  ],
  refuses: [
    ['2026-02-29', 'FIELD_TYPE'],
    ['1900-02-29', 'FIELD_TYPE'],
    ['2026-13-01', 'FIELD_TYPE'],
    ['2026-04-31', 'FIELD_TYPE'],
    ['0000-01-01', 'FIELD_TYPE'],
    ['2026-1-1', 'FIELD_TYPE'],
    ['2026-01-01T00:00:00Z', 'FIELD_TYPE'],
    ['today', 'FIELD_TYPE'],
    [20261231, 'FIELD_TYPE'],
  ],
})

describeFieldType({
  type: datetime,
  accepts: [
    ['2026-01-01T08:00:00+08:00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T00:00Z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.500Z'],
    ['2026-01-01T23:30:00-01:00', '2026-01-02T00:30:00.000Z'],
  ],
  refuses: [
    ['2026-01-01T00:00:00', 'FIELD_TYPE'],
    ['2026-01-01', 'FIELD_TYPE'],
    ['2026-01-01T24:00:00Z', 'FIELD_TYPE'],
    ['2026-01-01T00:60:00Z', 'FIELD_TYPE'],
    ['2026-02-30T00:00:00Z', 'FIELD_TYPE'],
    ['2026-01-01T00:00:00.1234Z', 'FIELD_TYPE'],
    ['9999-12-31T23:59:59-01:00', 'FIELD_TYPE'],
    ['0001-01-01T00:00:00+01:00', 'FIELD_TYPE'],
    [1767225600000, 'FIELD_TYPE'],
  ],
})
