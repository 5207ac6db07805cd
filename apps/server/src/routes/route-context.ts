import type { RuntimeDeps } from '@huozi/runtime'
import type { CallerOf } from '../plugins/caller.ts'

/** What every route module gets: the use cases' dependencies and the way to find the caller. */
export interface RouteContext {
  readonly deps: RuntimeDeps
  readonly callerOf: CallerOf
}
