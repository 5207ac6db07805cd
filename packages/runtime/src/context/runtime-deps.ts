import type { Clock } from '@huozi/core'
import type { Database } from '@huozi/database'
import { createStatementCache, type StatementCache } from '../query/statement-cache.ts'
import { createNumberSource, type NumberSource } from '../record/number-source.ts'
import { createTurns, type Turns } from '../record/turns.ts'
import { createViews, type Views } from '../view/views.ts'

/** What the use cases work with; made once by a composition root and passed as an argument. */
export interface RuntimeDeps {
  readonly database: Database
  readonly clock: Clock
  readonly views: Views
  readonly statements: StatementCache
  /** Lists as they were asked for, checked and planned. */
  readonly plans: StatementCache
  readonly numbers: NumberSource
  readonly turns: Turns
  /** Signs what the server hands out and takes back, such as page tokens. */
  readonly secret: string
  /** Says after a commit that a tenant has something for others to do or show. May be lost; correctness never depends on it. */
  readonly hint: (hint: Hint) => void
}

/** A message that may be lost. */
export type Hint =
  | { readonly kind: 'events'; readonly tenant: number }
  | { readonly kind: 'model'; readonly tenant: number; readonly version: number }
  | { readonly kind: 'notifications'; readonly tenant: number; readonly users: readonly string[] }

/** Planned lists kept by one process. */
const PLANS = 2000

/** Dependencies of one process: what is given, and the caches that belong to it. */
export function createRuntimeDeps(given: Pick<RuntimeDeps, 'database' | 'clock' | 'secret' | 'hint'>): RuntimeDeps {
  const { database, clock } = given
  const now = () => clock.now()
  return {
    ...given,
    views: createViews({ database, now }),
    statements: createStatementCache(),
    plans: createStatementCache(PLANS),
    numbers: createNumberSource(database, now),
    turns: createTurns(),
  }
}
