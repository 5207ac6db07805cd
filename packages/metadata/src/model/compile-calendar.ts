import { businessCalendar, type CalendarDefinition, type WorkingSpan } from '@huozi/expression'
import { type CalendarDayDocument, type CalendarDocument, WEEKDAYS } from '../documents/calendar-document.ts'
import { lazy } from './lazy.ts'
import type { CalendarModel } from './model.ts'

/** Finds the calendar another one is based on. */
export type FindCalendar = (name: string) => CalendarDocument | undefined

/** Compiles a calendar with those it is based on; its tables are made on first use. */
export function compileCalendar(document: CalendarDocument, find: FindCalendar): CalendarModel {
  const definition = lazy(() => calendarDefinition(document, find))
  const table = lazy(() => businessCalendar(definition()))
  return Object.freeze({
    name: document.name,
    label: document.label,
    get definition() {
      return definition()
    },
    get table() {
      return table()
    },
  })
}

/** The whole of what a calendar says: its bases first, so that what is nearer counts. A circle ends where it closes. */
export function calendarDefinition(document: CalendarDocument, find: FindCalendar): CalendarDefinition {
  const chain = chainOf(document, find)
  const week = WEEKDAYS.map((day) => spansOf(chain.findLast((of) => of.week?.[day] !== undefined)?.week?.[day] ?? []))
  const usual = week.find((spans) => spans.length > 0) ?? []
  return Object.freeze({
    zone: chain.findLast(({ zone }) => zone !== undefined)?.zone ?? 'UTC',
    week,
    exceptions: chain.flatMap(({ days }) => (days ?? []).flatMap((day) => exceptionsOf(day, { week, usual }))),
  })
}

/** The calendar and its bases, the farthest first. */
export function chainOf(document: CalendarDocument, find: FindCalendar): readonly CalendarDocument[] {
  const chain: CalendarDocument[] = []
  let next: CalendarDocument | undefined = document
  while (next !== undefined && !chain.some(({ name }) => name === next?.name)) {
    chain.unshift(next)
    next = next.basedOn === undefined ? undefined : find(next.basedOn)
  }
  return chain
}

/** Reads `09:00-18:00`; its form has passed the schema. */
export function readSpan(text: string): WorkingSpan {
  const [from = '', to = ''] = text.split('-')
  return { from: minutesOf(from), to: minutesOf(to) }
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

function spansOf(texts: readonly string[]): readonly WorkingSpan[] {
  return texts.map(readSpan)
}

interface Usual {
  readonly week: readonly (readonly WorkingSpan[])[]
  readonly usual: readonly WorkingSpan[]
}

type Exception = CalendarDefinition['exceptions'][number]

const DAY_MS = 86_400_000

/** One entry for days of the same hours; a make-up day has the hours of its day of the week, so each is its own. */
function exceptionsOf(
  { date, from = date, to = date, work }: CalendarDayDocument,
  { week, usual }: Usual,
): Exception[] {
  if (from === undefined || to === undefined) return []
  if (work !== true) return [{ from, to, spans: work === false ? [] : spansOf(work) }]
  const days: Exception[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10)
    const ofWeekday = week[(new Date(at).getUTCDay() + 6) % 7] ?? []
    days.push({ from: day, to: day, spans: ofWeekday.length > 0 ? ofWeekday : usual })
  }
  return days
}
