import { CALENDAR_CONFLICT, type CalendarRule, childPointer, type Issue, issue } from '@huozi/core'
import { isZone, parseDate } from '@huozi/expression'
import { type CalendarDayDocument, type CalendarDocument, WEEKDAYS } from '../documents/calendar-document.ts'
import { atomic, type JsonSchema, keyed, map, scalar, translated } from '../json-schema.ts'
import { calendarDefinition, chainOf, readSpan } from '../model/compile-calendar.ts'
import { part, reference } from '../schema/parts.ts'
import { type CheckContext, defineKind } from './kind-definition.ts'

const MAX_DAYS = 2000
const MAX_SPANS = 10
/** Days one entry may cover. */
const MAX_RANGE = 366

const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]'
const span: JsonSchema = { type: 'string', pattern: `^${CLOCK}-(${CLOCK}|24:00)$` }
const spans: JsonSchema = { type: 'array', items: span, maxItems: MAX_SPANS }
const date: JsonSchema = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }

const day: JsonSchema = {
  type: 'object',
  properties: {
    name: scalar(part('name')),
    label: translated(part('text')),
    date: scalar({ ...date, description: 'The day.' }),
    from: scalar({ ...date, description: 'The first of several days.' }),
    to: scalar({ ...date, description: 'The last of them.' }),
    work: atomic({
      description: 'false: off; true: the usual hours (a make-up day); or the hours.',
      anyOf: [{ type: 'boolean' }, { ...spans, minItems: 1 }],
    }),
  },
  required: ['name', 'work'],
  additionalProperties: false,
}

/** Working days and hours. */
export const calendar = defineKind<CalendarDocument>({
  name: 'calendar',
  description: 'Working days and hours, for expressions that count in them.',
  properties: {
    zone: scalar({ type: 'string', maxLength: 60, description: 'Time zone of its hours, such as Asia/Shanghai.' }),
    standard: scalar({ type: 'boolean', default: false, description: 'Holds where no calendar is declared.' }),
    basedOn: scalar(reference('calendar', 'Calendar that holds where this one says nothing.')),
    week: map({
      type: 'object',
      description: 'Hours per day of the week; a day left out is off, or as in the calendar it is based on.',
      properties: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, atomic(spans)])),
      additionalProperties: false,
    }),
    days: keyed({ type: 'array', maxItems: MAX_DAYS, items: day, description: 'Holidays and make-up days.' }),
  },
  requiredProperties: [],
  identity: 'calendar',
  *check(document, context) {
    yield* checkBase(document, context)
    yield* checkZone(document)
    yield* checkStandard(document, context)
    for (const weekday of WEEKDAYS) {
      yield* checkSpans(document, document.week?.[weekday] ?? [], childPointer('/week', weekday))
    }
    for (const [index, entry] of (document.days ?? []).entries()) {
      yield* checkDay(document, entry, childPointer('/days', index))
      if (Array.isArray(entry.work)) yield* checkSpans(document, entry.work, childPointer('/days', index, 'work'))
    }
  },
})

function* checkBase(document: CalendarDocument, context: CheckContext): Iterable<Issue> {
  const find = (name: string) => context.find<CalendarDocument>('calendar', name)
  const chain = chainOf(document, find)
  if (chain[0]?.basedOn !== undefined && find(chain[0].basedOn) !== undefined) {
    yield conflict(document, 'basedOnCircular', '/basedOn')
    return
  }
  if (!chain.some(({ zone }) => zone !== undefined)) yield conflict(document, 'zoneMissing', '/zone')
  const { week } = calendarDefinition(document, find)
  const isUsed = (document.days ?? []).some(({ work }) => work === true)
  if (isUsed && week.every((ofDay) => ofDay.length === 0)) yield conflict(document, 'hoursMissing', '/week')
}

function* checkZone(document: CalendarDocument): Iterable<Issue> {
  if (document.zone !== undefined && !isZone(document.zone)) yield conflict(document, 'zoneUnknown', '/zone')
}

function* checkStandard(document: CalendarDocument, context: CheckContext): Iterable<Issue> {
  if (document.standard !== true) return
  const others = Array.from(context.names('calendar')).filter(
    (name) => name !== document.name && context.find<CalendarDocument>('calendar', name)?.standard === true,
  )
  if (others.length > 0) yield conflict(document, 'standardTwice', '/standard')
}

function* checkSpans(document: CalendarDocument, texts: readonly string[], at: string): Iterable<Issue> {
  let end = -1
  for (const [index, { from, to }] of texts.map(readSpan).entries()) {
    if (from >= to || from <= end) yield conflict(document, 'spanOrder', childPointer(at, index))
    end = to
  }
}

function* checkDay(document: CalendarDocument, entry: CalendarDayDocument, at: string): Iterable<Issue> {
  for (const property of ['date', 'from', 'to'] as const) {
    const text = entry[property]
    if (text !== undefined && parseDate(text) === null)
      yield conflict(document, 'dateUnknown', childPointer(at, property))
  }
  const { from, to } = entry
  const isRange = from !== undefined && to !== undefined
  if ((entry.date === undefined) !== isRange || (from === undefined) !== (to === undefined)) {
    yield conflict(document, 'dateOrRange', childPointer(at, 'date'))
  } else if (isRange && (from > to || Date.parse(to) - Date.parse(from) > MAX_RANGE * 86_400_000)) {
    yield conflict(document, 'rangeOrder', childPointer(at, 'to'))
  }
}

function conflict({ name }: CalendarDocument, rule: CalendarRule, at: string): Issue {
  return issue(CALENDAR_CONFLICT, { calendar: name, rule }, at)
}
