import type { EvaluationContext } from '../evaluate/frame.ts'
import { formatDatetime } from '../types/calendar.ts'
import type { Value } from '../types/value.ts'
import { dateInZone } from '../types/zone.ts'

/** What a slot stands for; `path` is used by `me` (empty: the id), `variable` and `role` (the role's name). */
export type SlotName = 'now' | 'today' | 'zone' | 'me' | 'role' | 'variable'

/**
 * A place for a value that every request fills anew: it stands among the parameters of a compiled statement, so that
 * the statement can be kept. Replace each by `slotValue` before running.
 */
export class ContextSlot {
  readonly name: SlotName
  readonly path: readonly string[]

  constructor(name: SlotName, path: readonly string[] = []) {
    this.name = name
    this.path = path
    Object.freeze(this)
  }
}

/** The value of a slot for one request. */
export function slotValue({ name, path }: ContextSlot, context: EvaluationContext): Value {
  return FILL[name](context, path)
}

const FILL: Readonly<Record<SlotName, (context: EvaluationContext, path: readonly string[]) => Value>> = {
  now: ({ now }) => formatDatetime(now),
  today: ({ now, zone }) => dateInZone(now, zone),
  zone: ({ zone }) => zone,
  me: ({ me }, path) => (me === null ? null : path.length === 0 ? me.id : me.get(path)),
  role: (context, [name = '']) => context.hasRole(name),
  variable: ({ variables }, path) => variables?.get(path) ?? null,
}
