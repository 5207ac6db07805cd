import { childPointer, FIELD_REFERENCE, type Issue, isStorableText, issue } from '@huozi/core'
import { compileFindExternal } from '@huozi/database'
import type { ExternalReference, FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import { isExternalReference, type RequestedValues } from './parse-input.ts'
import { evaluationContext } from './rule-context.ts'
import { cacheKey, readerRights, readTarget } from './target.ts'
import type { WriteScope, WriteSession } from './write-record.ts'

/** Replaces references by external id with the ids of their records; what is not found (or invisible) is an issue. */
export async function resolveExternal(
  scope: WriteScope,
  requested: RequestedValues,
  issues: Issue[],
): Promise<Map<string, StoredValue>> {
  const values = new Map<string, StoredValue>()
  for (const [name, value] of requested) {
    if (!isExternalReference(value)) {
      values.set(name, value)
      continue
    }
    const field = scope.object.field(name)
    const id = field === undefined ? null : await findExternal(scope, targetOf(field, value), value.by)
    if (id === null)
      issues.push(
        issue(FIELD_REFERENCE, { object: value.object ?? field?.target()?.name ?? '' }, childPointer('', name)),
      )
    values.set(name, id === null || value.object === undefined ? id : { id, object: value.object })
  }
  return values
}

function targetOf(field: FieldModel, { object }: ExternalReference): ObjectModel | undefined {
  return object === undefined ? field.target() : field.targets.find(({ name }) => name === object)
}

async function findExternal(
  scope: WriteSession,
  target: ObjectModel | undefined,
  external: string,
): Promise<string | null> {
  const key = target?.fields.find((candidate) => candidate.document.externalId === true)
  return target === undefined || key === undefined ? null : findByKey(scope, { target, key, external })
}

/** A value by which records of an object are known elsewhere. */
export interface ExternalKey {
  readonly target: ObjectModel
  /** A field that is an external id. */
  readonly key: FieldModel
  readonly external: string
}

/** Id of the living record with this external id; null also when the caller may not see it, or the field. */
export async function findByKey(session: WriteSession, { target, key, external }: ExternalKey): Promise<string | null> {
  const { deps, ctx, view, runner } = session
  if (!view.access.can(target, 'read')) return null
  if (!view.access.canRead(target, key) || !isStorableText(external)) return null
  const statement = deps.statements.get(cacheKey(ctx, view, 'external', target.name, key.name), () =>
    compileFindExternal(readTarget(ctx, view, target), key, readerRights(view, target).rows),
  )
  const [row] = await runner.run(statement, { external }, evaluationContext(deps.clock, ctx, view))
  return row?.[0] ?? null
}
