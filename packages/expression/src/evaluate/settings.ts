import { EXPRESSION_NOT_LOADED, refuse } from '@huozi/core'
import { pointerOf } from '../check/resolve-name.ts'
import type { CallNode, TypedNode } from '../typed-node.ts'
import type { BusinessCalendar } from '../types/business-calendar.ts'
import type { Evaluate } from './evaluate-rule.ts'
import type { Frame } from './frame.ts'

/** What is declared beside an expression, as its operators find it. */
export interface Settings {
  /** The zone declared, else that of the context. */
  zone(frame: Frame): string
  /**
   * The calendar declared; null when the record names none that there is. Throws EXPRESSION_NOT_LOADED where the context
   * has no calendars.
   */
  calendar(frame: Frame): BusinessCalendar | null
}

/** The settings of a call. */
export function settingsOf(node: CallNode, compile: (node: TypedNode) => Evaluate): Settings {
  const zone = node.zone === undefined ? null : compile(node.zone)
  const calendar = node.calendar === undefined ? null : compile(node.calendar)
  return {
    zone: (frame) => (zone?.(frame) as string | null | undefined) ?? frame.context.zone,
    calendar: (frame) => {
      const { calendars } = frame.context
      const { at } = node
      if (calendars === undefined) return refuse(EXPRESSION_NOT_LOADED, { at, collection: 'calendar' }, pointerOf(at))
      const name = calendar?.(frame) ?? null
      return name === null ? null : (calendars(name as string) ?? null)
    },
  }
}
