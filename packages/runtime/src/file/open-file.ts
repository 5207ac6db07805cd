import { AppError, FILE_NOT_FOUND, isId, isJsonObject, refuse } from '@huozi/core'
import { fetchFile, type StoredFile } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { getRecord } from '../record/get-record.ts'
import type { FileStore } from './file-store.ts'

export interface OpenedFile {
  readonly file: StoredFile
  readonly content: AsyncIterable<Uint8Array>
}

/**
 * A file for who may see it: through the record that holds it now, in a field he may read; before any record holds it, its
 * uploader. To everybody else it is not there. Throws FILE_NOT_FOUND.
 */
export async function openFile(
  deps: RuntimeDeps,
  ctx: RequestContext,
  store: FileStore,
  id: string,
): Promise<OpenedFile> {
  const file = isId(id) ? await fetchFile(deps.database, ctx.tenant.schema, id) : null
  if (file === null || !(await maySee(deps, ctx, file))) return refuse(FILE_NOT_FOUND, { id })
  const content = await store.read({ tenant: ctx.tenant.id, id })
  return content === null ? refuse(FILE_NOT_FOUND, { id }) : { file, content }
}

async function maySee(
  deps: RuntimeDeps,
  ctx: RequestContext,
  { id, holder, uploadedBy }: StoredFile,
): Promise<boolean> {
  const { viewer, model } = await deps.views.current(ctx)
  if (holder === null) return viewer !== null && viewer.id === uploadedBy
  const object = model.objectsById.get(holder.object)
  const field = object?.fieldById(holder.field)
  if (object === undefined || field === undefined) return false
  // the record answers for itself: rows, field and whether it still holds the file
  const query = { object: object.name, id: holder.record, select: field.name }
  const record = await getRecord(deps, ctx, query).catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) return null
    throw error
  })
  const value = record?.[field.name]
  return isJsonObject(value) && value.id === id
}
