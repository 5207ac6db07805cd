import { isRefusal, RECORD_NOT_FOUND } from '@huozi/core'
import { type AnchoredVerdict, compileAnchored, compileHoldAnchors } from '@huozi/database'
import type { ObjectModel, ValidationModel } from '@huozi/metadata'
import { fetchAsEngine, fetchCurrent } from '../record/fetch-current.ts'
import { findingsOf } from '../record/judge-record.ts'
import type { RecordValues, RuleRecord } from '../record/record-source.ts'
import type { Finding } from '../record/review.ts'
import { evaluationContext } from '../record/rule-context.ts'
import { cacheKey, readTarget } from '../record/target.ts'
import type { WriteScope, WriteSession } from '../record/write-record.ts'
import { type AskedRule, referredBy } from './asked-rules.ts'

/** Where rules are asked: the transaction that has written, at the instant of its writes. */
export type JudgingSession = WriteSession & Pick<WriteScope, 'at'>

/**
 * Asks rules over other records (mechanisms.md §6): holds the records they rest on, by object and id, then asks the database in
 * a later statement. The transaction has written everything and settled its roll-ups. Answers what fails.
 */
export async function judgeAnchored(session: JudgingSession, asked: readonly AskedRule[]): Promise<readonly Finding[]> {
  const byObject = Map.groupBy(asked, ({ object }) => object)
  await holdAnchors(session, asked)
  const findings: Finding[] = []
  for (const [object, rules] of inOrder(byObject)) {
    const verdicts = await fetchVerdicts(session, object, rules)
    for (const failed of failures(rules, verdicts)) findings.push(...(await explain({ ...session, object }, failed)))
  }
  return findings
}

/** Every transaction holds records in one order, that of settling roll-ups. */
function inOrder<T>(byObject: ReadonlyMap<ObjectModel, T>): readonly (readonly [ObjectModel, T])[] {
  return [...byObject].toSorted(([a], [b]) => a.id - b.id)
}

async function holdAnchors({ deps, ctx, view, runner }: JudgingSession, asked: readonly AskedRule[]): Promise<void> {
  for (const [object, held] of inOrder(Map.groupBy(asked.flatMap(anchorsOf), (anchor) => anchor.object))) {
    const statement = deps.statements.get(cacheKey(ctx, view, 'hold-anchors', object.name), () =>
      compileHoldAnchors(ctx.tenant.schema, object),
    )
    await runner.run(statement, { ids: [...new Set(held.map(({ id }) => id))] })
  }
}

interface Anchor {
  readonly object: ObjectModel
  readonly id: string
}

function anchorsOf({ object, id, rule, change }: AskedRule): readonly Anchor[] {
  const behind = (rule.anchors?.references ?? []).flatMap((field) => {
    const target = field.target()
    if (target === undefined || change === null) return []
    return referredBy(change, field.name).map((anchor) => ({ object: target, id: anchor }))
  })
  return rule.anchors?.own.length === 0 ? behind : [{ object, id }, ...behind]
}

async function fetchVerdicts(
  { deps, ctx, view, runner }: JudgingSession,
  object: ObjectModel,
  asked: readonly AskedRule[],
): Promise<ReadonlyMap<string, AnchoredVerdict>> {
  const rules = [...new Set(asked.map(({ rule }) => rule))].toSorted((a, b) => a.id - b.id)
  const shape = rules.map(({ id }) => id).join(',')
  const compiled = deps.statements.get(cacheKey(ctx, view, 'anchored', object.name, shape), () =>
    compileAnchored(readTarget(ctx, view, object), rules),
  )
  const ids = [...new Set(asked.map(({ id }) => id))]
  const rows = await runner.run(compiled.statement, { ids }, evaluationContext(deps.clock, ctx, view))
  return new Map(rows.map(compiled.read).map((verdict) => [verdict.id, verdict]))
}

/** A record and the rules it fails; `change` when it was written itself. */
interface FailedRecord extends Pick<AskedRule, 'id' | 'change'> {
  readonly rules: readonly ValidationModel[]
}

/** A rule asked twice of a record is told once, by the record's own change when there is one. */
function failures(
  asked: readonly AskedRule[],
  verdicts: ReadonlyMap<string, AnchoredVerdict>,
): readonly FailedRecord[] {
  const failed = asked.filter(({ id, rule, isLive }) => {
    const verdict = verdicts.get(id)
    return verdict?.isLive === isLive && verdict.failed.has(rule)
  })
  return [...Map.groupBy(failed, ({ id }) => id)].map(([id, all]) => ({
    id,
    change: all.find(({ change }) => change !== null)?.change ?? null,
    rules: [...new Set(all.map(({ rule }) => rule))],
  }))
}

async function explain(scope: WriteScope, { id, change, rules }: FailedRecord): Promise<readonly Finding[]> {
  const { object } = scope
  if (change === null) {
    const record = await fetchAsEngine(scope, id)
    return findingsOf(scope, rules, {
      record,
      before: undefined,
      isOther: true,
      isHidden: !(await isVisible(scope, id)),
    })
  }
  const before = change.before === null ? undefined : ofValues(object, change.before)
  const record = change.after === null ? before : ofValues(object, change.after)
  return findingsOf(scope, rules, { record: record ?? blank(object), before })
}

async function isVisible(scope: WriteScope, id: string): Promise<boolean> {
  try {
    await fetchCurrent(scope, id)
    return true
  } catch (error) {
    if (isRefusal(error, RECORD_NOT_FOUND)) return false
    throw error
  }
}

function ofValues(object: ObjectModel, values: RecordValues): RuleRecord {
  return { object, values, parents: new Map() }
}

function blank(object: ObjectModel): RuleRecord {
  return ofValues(object, new Map())
}
