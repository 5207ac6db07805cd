import { EXPRESSION_NAME_UNKNOWN, type ExpressionPlace, nearestName, refuse } from '@huozi/core'
import type { Operator } from '../operators/operator.ts'
import type { Scope, SettingName } from '../scope.ts'
import { shorten } from '../syntax/tokenizer.ts'
import type { CallNode, LiteralNode, TypedNode } from '../typed-node.ts'
import { TEXT } from '../types/value-type.ts'
import { isZone } from '../types/zone.ts'
import { pointerOf, resolveName } from './resolve-name.ts'

const WHOLE = { pointer: '' } as const

/** What a document declares for `tenant`, or leaves out. */
const TENANT = 'tenant'

/**
 * The zone or calendar a document declares beside an expression: `tenant`, a path to something that has a field of that name
 * (`owner`, `me`, `account.owner`), or a name. Undefined for the tenant's. Throws EXPRESSION_NAME_UNKNOWN.
 */
export function resolveSetting(setting: SettingName, source: string, scope: Scope): TypedNode | undefined {
  if (source === TENANT) return undefined
  const names = setting === 'calendar' ? (scope.calendars?.names ?? []) : []
  if (names.includes(source) || (setting === 'zone' && isZone(source))) return literal(source)
  const segments = source.split('.')
  const [first = ''] = segments
  if (first === 'me' || scope.object?.field(first) !== undefined)
    return resolveName([...segments, setting], WHOLE, scope)
  const known = [...names, ...(scope.object?.fieldNames() ?? [])]
  const params = { at: WHOLE, kind: setting, name: shorten(source), nearest: nearestName(source.slice(0, 60), known) }
  return refuse(EXPRESSION_NAME_UNKNOWN, params, '')
}

/** The settings a call of the operator carries. Throws EXPRESSION_NAME_UNKNOWN when it needs a calendar and there is none. */
export function settingsFor(
  { reads = [] }: Operator,
  at: ExpressionPlace,
  scope: Scope,
): Pick<CallNode, 'zone' | 'calendar'> {
  const { zone } = scope
  return {
    ...(zone !== undefined && reads.includes('zone') && { zone }),
    ...(reads.includes('calendar') && { calendar: calendarFor(at, scope) }),
  }
}

/** Where the record names no calendar, the standard one holds. */
function calendarFor(at: ExpressionPlace, { calendar, calendars }: Scope): TypedNode {
  const standard = calendars?.standard ?? null
  if (calendar === undefined && standard === null) {
    refuse(EXPRESSION_NAME_UNKNOWN, { at, kind: 'calendar', name: TENANT, nearest: null }, pointerOf(at))
  }
  if (calendar?.kind === 'literal' || standard === null) return calendar ?? literal('')
  if (calendar === undefined) return literal(standard)
  const args = Object.freeze([calendar, literal(standard)])
  return Object.freeze({ kind: 'call', operator: 'coalesce', args, results: [], type: TEXT, at: WHOLE })
}

/** The setting as records of a collection see it: its path starts at the outermost record. */
export function settingInside(setting: TypedNode): TypedNode {
  return setting.kind === 'path' && setting.root === 'record' ? Object.freeze({ ...setting, root: 'this' }) : setting
}

function literal(value: string): LiteralNode {
  return Object.freeze({ kind: 'literal', value, type: TEXT, at: WHOLE })
}
