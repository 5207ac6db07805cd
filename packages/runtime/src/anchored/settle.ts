import type { ObjectModel } from '@huozi/metadata'
import type { Review } from '../record/review.ts'
import { type ChangedRecord, movesRollups } from '../rollup/changed-record.ts'
import { settleRollups } from '../rollup/settle-rollups.ts'
import { type Act, askedRules } from './asked-rules.ts'
import { type JudgingSession, judgeAnchored } from './judge-anchored.ts'

/** True when a change does something to other records than its own, or has rules over others asked: it needs a transaction. */
export function needsSettling(change: ChangedRecord, act: Act): boolean {
  return movesRollups(change) || askedRules(change, act).length > 0
}

/**
 * What comes after all writes of a transaction: the stored roll-ups they touch, then the rules over other records. The
 * transaction holds the head.
 * @param changes of all records written, those of the engine among them.
 * Throws what the review throws of the rules that fail.
 */
export async function settle(
  session: JudgingSession,
  changes: readonly ChangedRecord[],
  { act, review }: { act: Act; review: Review },
): Promise<void> {
  const settled = await settleRollups(session, changes)
  const asked = [
    ...changes.flatMap((change) => askedRules(change, act)),
    ...settled.flatMap((change) => askedRules(change, null)),
  ]
  if (asked.length > 0) review.assert(await judgeAnchored(session, asked))
}

/** True when changes of an object's records may concern other records: their images are worth reading. */
export function concernsOthers({ feeds, watchers, validations }: ObjectModel): boolean {
  return feeds.length > 0 || watchers.length > 0 || validations.some(({ anchors }) => anchors !== null)
}
