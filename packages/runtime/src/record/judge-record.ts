import { childPointer, FIELD_REQUIRED, type Issue, issue, VALIDATION_FAILED, VALIDATION_WARNED } from '@huozi/core'
import {
  type EvaluationContext,
  pathsOf,
  type TypedExpression,
  type ValueSource,
  viewerFieldsOf,
} from '@huozi/expression'
import {
  type AccessSet,
  type FieldModel,
  type ObjectModel,
  readableField,
  type ValidationModel,
  type ValidationOutcome,
} from '@huozi/metadata'
import { renderMessage } from '../messages/render-message.ts'
import { judgeValues } from './judge-values.ts'
import { parentPathsOf, rulesOf } from './object-rules.ts'
import { type RuleRecord, recordSource } from './record-source.ts'
import type { Finding } from './review.ts'
import { evaluationContext, evaluatorOf } from './rule-context.ts'
import { readRules } from './target.ts'
import { fetchParents, type WriteScope } from './write-record.ts'

type RecordEvent = 'create' | 'update' | 'delete'

/**
 * Every rule over the record itself and its references, all reported together: values that do not go together, required
 * fields, validations.
 * A missing value is asked only of who may see the field: he could not know what is asked of him, nor give it.
 */
export function judgeRecord(
  scope: WriteScope,
  record: RuleRecord,
  before: RuleRecord | undefined,
): Promise<readonly Finding[]> {
  return judge(scope, { event: before === undefined ? 'create' : 'update', record, before })
}

/** The validations that are asked before a record goes. */
export function judgeDeletion(scope: WriteScope, record: RuleRecord): Promise<readonly Finding[]> {
  return judge(scope, { event: 'delete', record, before: record })
}

interface Judged extends FailedOn {
  readonly event: RecordEvent
}

/** The record that rules fail on. */
export interface FailedOn {
  readonly record: RuleRecord
  readonly before: RuleRecord | undefined
  /** Not the record that is being written: the writer has no field of it before him. */
  readonly isOther?: boolean
  /** The writer may not see the record. */
  readonly isHidden?: boolean
}

/** What the writer is told of rules that failed, with what he may see of what their messages name. */
export async function findingsOf(
  scope: WriteScope,
  failed: readonly ValidationModel[],
  on: FailedOn,
): Promise<readonly Finding[]> {
  if (failed.length === 0) return []
  const outcomes = await outcomesOf(scope, failed, on)
  const { object } = on.record
  const { access, model } = scope.view
  const shown = await shownSource(scope, failed, on)
  const context = evaluationContext(scope.deps.clock, scope.ctx, scope.view)
  const showing = { context, currency: scope.ctx.tenant.currency, object, user: model.system.get('user'), access, on }
  const record = on.isOther === true ? String(on.record.values.get('id')) : null
  return failed.flatMap((rule) => {
    const outcome = outcomes.get(rule) ?? 'block'
    return outcome === 'pass'
      ? []
      : [{ issue: validationIssue(rule, shown, { ...showing, outcome }), outcome, rule, record }]
  })
}

async function judge(scope: WriteScope, { event, record, before }: Judged): Promise<readonly Finding[]> {
  const { object } = record
  const { access } = scope.view
  const context = evaluationContext(scope.deps.clock, scope.ctx, scope.view)
  const source = recordSource(record, context, before)
  const asked = event === 'delete' ? [] : rulesOf(object).required.filter((field) => access.canRead(object, field))
  const required = asked.filter((field) => isMissing(field, record, source, context))
  const failed = object.validations.filter(
    (rule) => rule.anchors === null && rule.on.has(event) && fails(rule, source, context),
  )
  const missing = required.map((field) => issue(FIELD_REQUIRED, { field: field.name }, childPointer('', field.name)))
  const wrong = event === 'delete' ? [] : judgeValues(record, before)
  return [
    ...[...wrong, ...missing].map((found) => ({ issue: found, outcome: 'block' as const, rule: null, record: null })),
    ...(await findingsOf(scope, failed, { record, before })),
  ]
}

function isMissing(field: FieldModel, record: RuleRecord, source: ValueSource, context: EvaluationContext): boolean {
  if (field.column === null || field.fieldType.generated === true) return false
  const value = record.values.get(field.name) ?? null
  return value === null && holds(field.required, source, context)
}

function fails(rule: ValidationModel, source: ValueSource, context: EvaluationContext): boolean {
  return holds(rule.appliesWhen ?? true, source, context) && holds(rule.failWhen, source, context)
}

/** A condition that may be constant. */
export function holds(condition: boolean | TypedExpression, source: ValueSource, context: EvaluationContext): boolean {
  return typeof condition === 'boolean' ? condition : evaluatorOf(condition)(source, context) === true
}

function placeholdersOf({ message }: ValidationModel): TypedExpression[] {
  const parts = message === null ? [] : [...message.parts.values()].flat()
  return parts.flatMap((part) => (typeof part === 'string' ? [] : part.expression))
}

/** What each failure does, told with the right of the engine. */
async function outcomesOf(
  scope: WriteScope,
  failed: readonly ValidationModel[],
  { record, before }: FailedOn,
): Promise<ReadonlyMap<ValidationModel, ValidationOutcome>> {
  const { object } = record
  const told = failed.flatMap(({ outcome }) => (typeof outcome === 'string' ? [] : [outcome]))
  const parents = await fetchParents({ ...scope, object }, record.values, parentPathsOf(object, told))
  const context = evaluationContext(scope.deps.clock, scope.ctx, scope.view)
  const source = recordSource({ ...record, parents: new Map([...record.parents, ...parents]) }, context, before)
  return new Map(
    failed.map((rule) => {
      const told = typeof rule.outcome === 'string' ? rule.outcome : evaluatorOf(rule.outcome)(source, context)
      const outcome = OUTCOMES.find((known) => known === told) ?? 'block'
      return [rule, outcome === 'warn' && rule.reason ? 'reason' : outcome]
    }),
  )
}

const OUTCOMES: readonly ValidationOutcome[] = ['pass', 'warn', 'reason', 'block']

/** What messages are filled from: behind references only what the reader of the message may see. */
async function shownSource(
  scope: WriteScope,
  failed: readonly ValidationModel[],
  { record, before }: FailedOn,
): Promise<ValueSource> {
  const paths = parentPathsOf(record.object, failed.flatMap(placeholdersOf))
  const rules = readRules(scope.view)
  const seen = async (from: RuleRecord): Promise<RuleRecord> => {
    const parents = await fetchParents({ ...scope, object: from.object }, from.values, paths, { rules })
    return { ...from, parents: new Map([...from.parents, ...parents]) }
  }
  const context = evaluationContext(scope.deps.clock, scope.ctx, scope.view)
  return recordSource(await seen(record), context, before === undefined ? undefined : await seen(before))
}

interface Showing {
  readonly context: EvaluationContext
  readonly currency: string
  readonly object: ObjectModel
  /** The object of users, for what a message says of its reader. */
  readonly user: ObjectModel | undefined
  readonly access: AccessSet
  readonly on: FailedOn
  readonly outcome: Finding['outcome']
}

function validationIssue(
  { name, field, message }: ValidationModel,
  record: ValueSource,
  { context, currency, object, user, access, on, outcome }: Showing,
): Issue {
  const isHidden = (expression: TypedExpression) =>
    on.isHidden === true ||
    pathsOf(expression).some((path) => readableField(object, path, access) === undefined) ||
    viewerFieldsOf(expression).some((path) => readableField(user, path, access) === undefined)
  const text =
    message === null
      ? { en: name, 'zh-CN': name }
      : renderMessage(message, { record, context, name, currency, isHidden })
  const isBeside = field !== null && on.isOther !== true
  const pointer = isBeside ? childPointer('', ...field.split('.')) : ''
  return outcome === 'block'
    ? issue(VALIDATION_FAILED, { rule: name, text }, pointer)
    : issue(VALIDATION_WARNED, { rule: name, text, reason: outcome === 'reason' }, pointer)
}
