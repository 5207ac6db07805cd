import { expect, test } from 'vitest'
import { instantOf, wallClock } from './wall-clock.ts'

test('shows an instant in a zone, also across midnight', () => {
  expect(wallClock('2026-11-21T17:02:03.456Z', 'Asia/Shanghai')).toBe('2026-11-22T01:02:03')
  expect(wallClock('2026-11-22T00:00:00.000Z', 'UTC')).toBe('2026-11-22T00:00:00')
})

test('finds the instant again', () => {
  for (const zone of ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'UTC']) {
    for (const instant of ['2026-01-15T12:34:00.000Z', '2026-07-15T23:59:00.000Z', '2026-03-08T12:00:00.000Z']) {
      expect(instantOf(wallClock(instant, zone), zone), `${zone} ${instant}`).toBe(instant)
    }
  }
})

test('decides the times that summer time skips or repeats', () => {
  expect(instantOf('2026-03-08T02:30:00', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z')
  expect(instantOf('2026-11-01T01:30:00', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
})
