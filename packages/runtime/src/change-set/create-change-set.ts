import type { ChangeSet, ChangeSetRequest } from '@huozi/client'
import { childPointer, FIELD_TEXT, type Json, type JsonObject, newId, refuse, SIGN_IN_REQUIRED } from '@huozi/core'
import { insertDraft } from '@huozi/database'
import { TENANT_LAYER } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { assertRight } from './rights.ts'

/**
 * Keeps a layer's documents as a draft; nothing about them is checked but that they can be stored.
 * Throws RIGHT_MISSING, FIELD_TEXT.
 */
export async function createChangeSet(
  deps: RuntimeDeps,
  ctx: RequestContext,
  request: ChangeSetRequest,
): Promise<ChangeSet> {
  const view = await deps.views.current(ctx)
  assertRight(view, 'metadata.edit')
  if (view.viewer === null) return refuse(SIGN_IN_REQUIRED, {})
  const { documents, message, package: manifest } = request
  assertStorable(message, '/message')
  assertStorable(manifest, '/package')
  for (const [index, document] of documents.entries()) assertStorable(document, childPointer('/documents', index))
  const id = newId(deps.clock.now())
  await insertDraft(deps.database, ctx.tenant.schema, {
    id,
    author: view.viewer.id,
    at: new Date(deps.clock.now()).toISOString(),
    base: view.head.version,
    layer: layerOf(manifest),
    manifest,
    documents,
    message: message ?? '',
  })
  return { id, base: view.head.version, message }
}

/** A manifest without a name is kept as one: the check says what is wrong with it. */
function layerOf(manifest: JsonObject | null): string {
  if (manifest === null) return TENANT_LAYER
  return typeof manifest.name === 'string' ? manifest.name : ''
}

/** Escapes that JSON allows and Postgres cannot turn into text: NUL and halves of surrogate pairs. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/** Throws FIELD_TEXT when a text in it cannot be stored. */
export function assertStorable(value: Json, at: string): void {
  if (UNSTORABLE.test(JSON.stringify(value))) refuse(FIELD_TEXT, {}, at)
}
