import type { ObjectScope, Scope } from '@huozi/expression'
import { viewerScope } from '../access/viewer-scope.ts'
import { assertLoaded, type LoadedReads } from './loaded.ts'
import type { Model, ObjectModel } from './model.ts'

/** Where an expression over a record stands. */
export interface RecordScopeOptions {
  /** The record is being changed: `old.x`, `changed(x)` and `is_new()` may be used. */
  readonly change?: boolean
  /** What a rule over a record that is being changed may read besides it; references unless said otherwise. */
  readonly reads?: LoadedReads
  /** Variables of the rule, without the dollar sign. */
  readonly variables?: Scope['variables']
}

/** The names an expression over a record of `object` may use; `null` where there is no record. */
export function recordScope(
  model: Pick<Model, 'system' | 'roles'>,
  object: ObjectModel | null,
  options: RecordScopeOptions = {},
): Scope {
  const user = model.system.get('user')
  return {
    object,
    roles: (name) => model.roles.has(name),
    ...(options.change === true && { change: true }),
    ...(options.change === true && object !== null && { accept: loaded(object, options.reads) }),
    ...(user !== undefined && { user: ownRecord(user) }),
    ...(options.variables !== undefined && { variables: options.variables }),
  }
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
