import { type CalendarsScope, type ObjectScope, resolveSetting, type Scope } from '@huozi/expression'
import { viewerScope } from '../access/viewer-scope.ts'
import type { CalendarDocument } from '../documents/calendar-document.ts'
import { assertLoaded, type LoadedReads } from './loaded.ts'
import type { Model, ObjectModel } from './model.ts'

/** Where an expression over a record stands. */
export interface RecordScopeOptions {
  /** The record is being changed: `old.x`, `changed(x)` and `is_new()` may be used. */
  readonly change?: boolean
  /** What a rule over a record that is being changed may read besides it; references unless said otherwise. */
  readonly reads?: LoadedReads
  /** The zone and calendar declared beside the expression. */
  readonly declared?: DeclaredSettings
  /** Variables of the rule, without the dollar sign. */
  readonly variables?: Scope['variables']
}

/** What a document declares beside its expressions: `tenant`, a path to a person, or a name. */
export interface DeclaredSettings {
  readonly zone?: string | undefined
  readonly calendar?: string | undefined
}

/** The names an expression over a record of `object` may use; `null` where there is no record. */
export function recordScope(
  model: Pick<Model, 'system' | 'roles' | 'calendars' | 'documents' | 'objects'>,
  object: ObjectModel | null,
  options: RecordScopeOptions = {},
): Scope {
  const user = model.system.get('user')
  const scope: Scope = {
    object,
    roles: (name) => model.roles.has(name),
    calendars: calendarsOf(model),
    trees: (name) => model.objects.get(name)?.document.tree !== undefined,
    ...(options.change === true && { change: true }),
    ...(options.change === true && object !== null && { accept: loaded(object, options.reads) }),
    ...(user !== undefined && { user: ownRecord(user) }),
    ...(options.variables !== undefined && { variables: options.variables }),
  }
  return options.declared === undefined ? scope : withSettings(scope, options.declared)
}

/** Throws EXPRESSION_NAME_UNKNOWN for a setting that leads nowhere. */
function withSettings(scope: Scope, { zone, calendar }: DeclaredSettings): Scope {
  const settings = {
    zone: zone === undefined ? undefined : resolveSetting('zone', zone, scope),
    calendar: calendar === undefined ? undefined : resolveSetting('calendar', calendar, scope),
  }
  return {
    ...scope,
    ...(settings.zone !== undefined && { zone: settings.zone }),
    ...(settings.calendar !== undefined && { calendar: settings.calendar }),
  }
}

const calendars = new WeakMap<object, CalendarsScope>()

function calendarsOf({ calendars: all, documents }: Pick<Model, 'calendars' | 'documents'>): CalendarsScope {
  const found = calendars.get(all)
  if (found !== undefined) return found
  const documentsOf = [...(documents.get('calendar')?.values() ?? [])] as CalendarDocument[]
  const standard = documentsOf.find((document) => document.standard === true)?.name ?? null
  const made = { names: [...all.keys()], standard }
  calendars.set(all, made)
  return made
}

function loaded(object: ObjectModel, reads: LoadedReads = 'references'): NonNullable<Scope['accept']> {
  return (expression) => assertLoaded(expression, object, reads)
}

const known = new WeakMap<ObjectModel, ObjectScope>()

function ownRecord(user: ObjectModel): ObjectScope {
  const made = known.get(user) ?? viewerScope(user)
  known.set(user, made)
  return made
}
