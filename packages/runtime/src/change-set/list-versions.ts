import type { PublishedVersion } from '@huozi/client'
import { AppError, type Json } from '@huozi/core'
import { fetchVersions, type VersionEntry } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { getRecord } from '../record/get-record.ts'
import { assertRight } from './rights.ts'

/** Published versions, newest first, at most 200. Throws RIGHT_MISSING. */
export async function listVersions(deps: RuntimeDeps, ctx: RequestContext): Promise<readonly PublishedVersion[]> {
  assertRight(await deps.views.current(ctx), 'metadata.read')
  return presentVersions(deps, ctx, await fetchVersions(deps.database, ctx.tenant.schema))
}

/** Versions as answers show them: the author by name, null when nobody published or the caller may not see who. */
export async function presentVersions(
  deps: RuntimeDeps,
  ctx: RequestContext,
  entries: readonly VersionEntry[],
): Promise<readonly PublishedVersion[]> {
  const authors = [...new Set(entries.flatMap(({ author }) => author ?? []))]
  const names = new Map(await Promise.all(authors.map(async (id) => [id, await userName(deps, ctx, id)] as const)))
  return entries.map(({ version, createdAt, author, message }) => ({
    version,
    publishedAt: createdAt,
    author: author === null ? null : (names.get(author) ?? null),
    message: message === '' ? null : message,
  }))
}

async function userName(deps: RuntimeDeps, ctx: RequestContext, id: string): Promise<string | null> {
  const { model } = await deps.views.current(ctx)
  const users = model.system.get('user')
  if (users === undefined) return null
  try {
    const record: { readonly [field: string]: Json } = await getRecord(deps, ctx, { object: users.name, id })
    const name = record[users.title.name]
    return typeof name === 'string' ? name : null
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return null
    throw error
  }
}
