import { lockHead, type PresentedRecord, type Runner } from '@huozi/database'
import { needsSettling, settle } from '../anchored/settle.ts'
import { assertHead } from '../view/views.ts'
import type { RecordValues } from './record-source.ts'
import type { Review } from './review.ts'
import { type RecordWrite, runWrite, type WriteScope } from './write-record.ts'

/**
 * {@link runWrite}, and in one transaction with it what it does to the roll-ups of other records, and the rules
 * over other records. A write that concerns none stays one statement. Throws RECORD_INVALID for a rule that fails.
 */
export async function writeAndSettle(
  scope: WriteScope,
  write: RecordWrite,
  { before, review }: { before: RecordValues | null; review: Review },
): Promise<PresentedRecord | null> {
  const { object } = scope
  const change = { object, id: String(write.values.get('id')), before, after: write.values }
  if (!review.isConfirmed && !needsSettling(change, 'write')) return runWrite(scope, write)
  return inTransaction(scope, async (inner) => {
    const written = await runWrite(inner, write)
    if (written === null) return null
    await settle(inner, [change], { act: 'write', review })
    await review.keep(inner, change.id)
    return written
  })
}

/** Does the work in the transaction of the scope, or in one of its own; no publish comes between its statements. */
async function inTransaction<T>(scope: WriteScope, work: (inner: WriteScope) => Promise<T>): Promise<T> {
  const { deps, ctx, view, runner } = scope
  const within = async (tx: Runner): Promise<T> => {
    assertHead(await lockHead(tx, ctx.tenant.schema), view)
    return work({ ...scope, runner: tx })
  }
  return runner === deps.database ? deps.database.transaction(within) : within(runner)
}
