import type { RowRule } from '@huozi/database'
import { collectionReads, fieldsOf, type TypedExpression } from '@huozi/expression'
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
 * transaction holds the head. Where the session gathers what is unsettled, the changes wait there: {@link mayWait} says when they may.
 * @param changes of all records written, those of the engine among them.
 * Throws what the review throws of the rules that fail.
 */
export async function settle(
  session: JudgingSession,
  changes: readonly ChangedRecord[],
  { act, review }: { act: Act; review: Review },
): Promise<void> {
  if (session.unsettled !== undefined) {
    session.unsettled.push(...changes)
    return
  }
  const settled = await settleRollups(session, changes)
  const asked = [
    ...changes.flatMap((change) => askedRules(change, act)),
    ...settled.flatMap((change) => askedRules(change, null)),
  ]
  if (asked.length > 0) review.assert(await judgeAnchored(session, asked))
}

/**
 * True when several writes of an object's records may be settled together without any of them noticing: no rule or right that
 * is asked of them reads a figure the others move, and no rule over other records has to tell whose fault it was.
 */
export function mayWait(object: ObjectModel, rights: readonly RowRule[]): boolean {
  const rules = object.fields.flatMap(({ default: preset, required, readOnly, candidates }) => [
    preset?.value,
    required,
    readOnly,
    candidates,
  ])
  const validations = object.validations.flatMap(({ appliesWhen, failWhen }) => [appliesWhen, failWhen])
  const all = [...rules, ...validations, ...rights].filter(
    (rule): rule is TypedExpression => typeof rule === 'object' && rule !== null,
  )
  return !isWatched(object, new Set()) && all.every((expression) => readsStoredOnly(object, expression))
}

/** True when rules over other records may be asked of the records, or of those that are told of them. */
function isWatched(object: ObjectModel, seen: Set<ObjectModel>): boolean {
  if (seen.has(object)) return false
  seen.add(object)
  const { watchers, validations, feeds } = object
  if (watchers.length > 0 || validations.some(({ anchors }) => anchors !== null)) return true
  return feeds.some((feed) => isWatched(feed.object, seen))
}

function readsStoredOnly(object: ObjectModel, expression: TypedExpression): boolean {
  if (collectionReads(expression).length > 0) return false
  return fieldsOf(expression).every(({ path }) => path.length === 1 && object.field(path[0] ?? '')?.column !== null)
}

/** True when changes of an object's records may concern other records: their images are worth reading. */
export function concernsOthers({ feeds, watchers, validations }: ObjectModel): boolean {
  return feeds.length > 0 || watchers.length > 0 || validations.some(({ anchors }) => anchors !== null)
}
