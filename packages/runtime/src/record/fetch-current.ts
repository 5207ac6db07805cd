import { isId, RECORD_NOT_FOUND, refuse, VERSION_CONFLICT } from '@huozi/core'
import { compileCurrent, fetchChangedFields, headSlots, type RowRule, readHead } from '@huozi/database'
import type { ObjectModel } from '@huozi/metadata'
import { assertHead } from '../view/views.ts'
import { rulesOf } from './object-rules.ts'
import type { RuleRecord } from './record-source.ts'
import { evaluationContext } from './rule-context.ts'
import { cacheKey, readerRights, readTarget } from './target.ts'
import { parentValues, type WriteScope } from './write-record.ts'

/** The version a writer read: a number, or `*` to override whatever is there. */
export type ExpectedVersion = number | '*'

/** The record as it stands, if the writer may see it. Throws RECORD_NOT_FOUND. */
export async function fetchCurrent(scope: WriteScope, id: string): Promise<RuleRecord> {
  return fetchWith(scope, id, { key: 'current', rows: readerRights(scope.view, scope.object).rows })
}

/** The record as it stands, whoever asks: what goes with a deleted record is judged by its own rules. Throws RECORD_NOT_FOUND. */
export async function fetchAsEngine(scope: WriteScope, id: string): Promise<RuleRecord> {
  return fetchWith(scope, id, { key: 'current-engine', rows: true })
}

async function fetchWith(
  scope: WriteScope,
  id: string,
  { key, rows }: { key: string; rows: RowRule },
): Promise<RuleRecord> {
  const { deps, ctx, view, object } = scope
  if (!isId(id)) return refuse(RECORD_NOT_FOUND, { object: object.name, id })
  const compiled = deps.statements.get(cacheKey(ctx, view, key, object.name), () =>
    compileCurrent(readTarget(ctx, view, object), rulesOf(object).parentPaths, rows),
  )
  const [row = []] = await scope.runner.run(
    compiled.statement,
    { id, ...headSlots(view.head) },
    evaluationContext(deps.clock, ctx, view),
  )
  assertHead(readHead(row), view)
  const current = compiled.read(row)
  if (current === null) return refuse(RECORD_NOT_FOUND, { object: object.name, id })
  return { object, values: current.values, parents: parentValues(current.parents) }
}

/** Number of a record's version. */
export function versionOf(record: RuleRecord): number {
  return Number(record.values.get('version'))
}

/** Throws VERSION_CONFLICT, naming the visible fields changed since, when the writer read another version. */
export async function assertVersion(scope: WriteScope, current: RuleRecord, expected: ExpectedVersion): Promise<void> {
  const actual = versionOf(current)
  if (expected === '*' || expected === actual) return
  const { object, view } = scope
  const ids = await fetchChangedFields(scope.runner, scope.ctx.tenant.schema, {
    object: object.id,
    record: String(current.values.get('id')),
    after: expected,
  })
  refuse(VERSION_CONFLICT, { expected, actual, fields: ids.flatMap((id) => visibleName(object, id, view)) })
}

function visibleName(object: ObjectModel, id: number, view: WriteScope['view']): string[] {
  const field = object.fieldById(id)
  return field !== undefined && view.access.canRead(object, field) ? [field.name] : []
}
