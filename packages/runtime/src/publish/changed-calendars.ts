import { canonicalJson, type Json } from '@huozi/core'
import type { CalendarRows } from '@huozi/database'
import type { CalendarModel, Model } from '@huozi/metadata'

/** The calendars a publish must write anew, and without days those it takes away. */
export function changedCalendars({ before, after }: { before: Model; after: Model }): readonly CalendarRows[] {
  const gone = [...before.calendars.keys()].filter((name) => !after.calendars.has(name))
  const changed = [...after.calendars.values()].filter(
    (calendar) => !isSame(before.calendars.get(calendar.name), calendar),
  )
  return [
    ...gone.map((name) => ({ name, days: [] })),
    ...changed.map(({ name, table }) => ({ name, days: table.days() })),
  ]
}

function isSame(before: CalendarModel | undefined, after: CalendarModel): boolean {
  return before !== undefined && written(before) === written(after)
}

function written({ definition }: CalendarModel): string {
  return canonicalJson(definition as unknown as Json)
}
