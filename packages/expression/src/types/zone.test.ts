import { expect, test } from 'vitest'
import { dateInZone, midnightInZone } from './zone.ts'

test.each([
  ['2026-01-31T15:59:59.999Z', 'Asia/Shanghai', '2026-01-31'],
  ['2026-01-31T16:00:00.000Z', 'Asia/Shanghai', '2026-02-01'],
  ['2026-07-01T03:59:59.000Z', 'America/New_York', '2026-06-30'],
  ['2026-07-01T04:00:00.000Z', 'America/New_York', '2026-07-01'],
  ['0001-01-02T00:00:00.000Z', 'America/New_York', '0001-01-01'],
  ['9999-12-30T23:59:59.999Z', 'Pacific/Auckland', '9999-12-31'],
])('%s in %s is %s', (instant, zone, date) => {
  expect(dateInZone(Date.parse(instant), zone)).toBe(date)
})

test.each([
  ['2026-02-01', 'Asia/Shanghai', '2026-01-31T16:00:00.000Z'],
  ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  // Clocks went from 0:00 to 1:00: the day begins at 1:00.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  // Clocks went back from 0:00 to 23:00 of the day before: one midnight.
  ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
  // Clocks went back from 1:00 to 0:00: two midnights, the second is meant.
  ['2021-11-07', 'America/Havana', '2021-11-07T05:00:00.000Z'],
])('%s in %s begins at %s', (date, zone, instant) => {
  expect(midnightInZone(date, zone)).toBe(instant)
})
