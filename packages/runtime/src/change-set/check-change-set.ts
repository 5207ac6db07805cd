import type { CheckReport, MetadataIssue } from '@huozi/client'
import type { Locale } from '@huozi/core'
import type { DocumentIssue } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { checkPublish } from '../publish/check-publish.ts'
import { findDraft, layerChange } from './draft.ts'
import { assertRight } from './rights.ts'

/** Everything wrong with a change set, in the caller's language. Throws RIGHT_MISSING, CHANGE_SET_NOT_FOUND. */
export async function checkChangeSet(deps: RuntimeDeps, ctx: RequestContext, id: string): Promise<CheckReport> {
  assertRight(await deps.views.current(ctx), 'metadata.edit')
  const draft = await findDraft(deps, ctx, id)
  const { issues } = await checkPublish(deps.database, ctx.tenant.schema, [layerChange(draft)])
  return { issues: issues.map((issue) => metadataIssue(issue, ctx.locale)) }
}

function metadataIssue({ kind, name, pointer, code, message }: DocumentIssue, locale: Locale): MetadataIssue {
  return { kind, name, pointer, code, detail: message(locale) }
}
