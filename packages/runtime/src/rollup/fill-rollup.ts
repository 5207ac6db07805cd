import { type ClaimedBuild, compileRollupBatch, fetchFilling, lockHead, noteFilled } from '@huozi/database'
import type { FieldModel, ObjectModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { View } from '../view/view.ts'
import { refreshFigures } from './settle-rollups.ts'

/** Records whose figures are computed in one transaction, which holds up their writers. */
const BATCH = 500

export interface RollupFilling {
  readonly build: ClaimedBuild
  readonly view: View
  readonly object: ObjectModel
  /** A stored roll-up of `object`. */
  readonly field: FieldModel
  /** Stops between two batches. */
  readonly signal: AbortSignal | undefined
}

/**
 * Computes a new stored roll-up for every record there is, in batches: each holds its records first and counts in a later
 * statement, so that a writer comes either before or after (mechanisms.md §5). Goes on where it was left, and stops as soon
 * as another version is in force.
 */
export async function fillRollup(deps: RuntimeDeps, ctx: RequestContext, filling: RollupFilling): Promise<void> {
  const { build, object, field, view, signal } = filling
  const columns = field.rollup?.columns ?? []
  if (columns.length === 0) return
  const { schema } = ctx.tenant
  const batch = compileRollupBatch({ schema, object })
  let position = await fetchFilling(deps.database, schema, { build, table: object.table })
  for (let isDone = false; !isDone; ) {
    signal?.throwIfAborted()
    isDone = await deps.database.transaction(async (runner) => {
      if ((await lockHead(runner, schema)).version !== view.head.version) return true
      const rows = await runner.run(batch, { after: position.after, limit: BATCH })
      const ids = rows.flatMap(([id]) => id ?? [])
      const last = ids.at(-1)
      if (last === undefined) return true
      await refreshFigures({ deps, ctx, view, runner }, object, { columns, ids })
      position = { ...position, after: last, done: position.done + ids.length }
      await noteFilled(runner, schema, { build, position })
      return false
    })
  }
}
