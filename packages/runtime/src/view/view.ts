import type { Head } from '@huozi/database'
import type { AccessSet, Model, StoredValue } from '@huozi/metadata'

/** The user a request acts for, as rules see him. */
export interface Viewer {
  readonly id: string
  readonly roles: readonly string[]
  readonly zone: string
  readonly locale: string | null
  /** Stored values of the user's own record by field name. */
  readonly values: ReadonlyMap<string, StoredValue>
}

/**
 * Everything a request is judged by, as of one head: model, rights and user belong together.
 * A statement that meets another head makes the use case start over with a new view.
 */
export interface View {
  readonly head: Head
  readonly model: Model
  readonly access: AccessSet
  /** Null when the engine itself acts. */
  readonly viewer: Viewer | null
}
