import { type BusinessCalendar, businessCalendar, type CalendarDefinition } from '../types/business-calendar.ts'

const NINE_TO_SIX = [{ from: 540, to: 1080 }]
const OFFICE = [
  { from: 540, to: 720 },
  { from: 780, to: 1080 },
]
const WEEK = (day: typeof NINE_TO_SIX) => [day, day, day, day, day, [], []]
const off = (from: string, to = from) => ({ from, to, spans: [] })
const on = (date: string) => ({ from: date, to: date, spans: NINE_TO_SIX })
const ALL_DAY = [{ from: 0, to: 1440 }]

/** Calendars of the corpus: China in 2026 with its make-up days, New York with a lunch break, and one that never rests. */
export const SAMPLE_CALENDARS: ReadonlyMap<string, CalendarDefinition> = new Map([
  [
    'cn',
    {
      zone: 'Asia/Shanghai',
      week: WEEK(NINE_TO_SIX),
      exceptions: [
        ...[off('2026-01-01', '2026-01-03'), on('2026-01-04'), on('2026-02-14'), off('2026-02-15', '2026-02-23')],
        ...[on('2026-02-28'), off('2026-04-04', '2026-04-06'), off('2026-05-01', '2026-05-05'), on('2026-05-09')],
        ...[off('2026-06-19', '2026-06-21'), on('2026-09-20'), off('2026-09-25', '2026-09-27')],
        ...[off('2026-10-01', '2026-10-07'), on('2026-10-10')],
      ],
    },
  ],
  ['us', { zone: 'America/New_York', week: WEEK(OFFICE), exceptions: [off('2026-07-03'), off('2026-11-26')] }],
  ['always', { zone: 'America/New_York', week: new Array<typeof ALL_DAY>(7).fill(ALL_DAY), exceptions: [] }],
])

const made = new Map<string, BusinessCalendar>()

/** The tables of a calendar of the corpus. */
export function sampleCalendar(name: string): BusinessCalendar | undefined {
  const definition = SAMPLE_CALENDARS.get(name)
  const known = made.get(name) ?? (definition && businessCalendar(definition))
  if (known !== undefined) made.set(name, known)
  return known
}
