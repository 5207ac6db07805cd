import { type Json, PLAN_STALE, refuse } from '@huozi/core'
import { applyPublish, type Checkpoint, fetchHead } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { changedCalendars } from './changed-calendars.ts'
import { newlyWatched } from './newly-watched.ts'
import type { LayerChange } from './next-layers.ts'
import { type PreparedPublish, type PublishPlan, preparePublish } from './plan-publish.ts'

export interface PublishRequest {
  readonly changes: readonly LayerChange[]
  readonly message: string
  /** Checksum of the plan someone reviewed; absent only where nobody could have (creating a tenant, first start). */
  readonly checksum?: string
  readonly checkpoint?: Checkpoint
}

/** What a publish would do. Throws METADATA_INVALID. */
export async function planPublish(
  deps: RuntimeDeps,
  ctx: RequestContext,
  changes: readonly LayerChange[],
): Promise<PublishPlan> {
  return (await preparePublish(deps.database, ctx.tenant.schema, changes)).plan
}

/**
 * Publishes exactly the reviewed plan, or nothing, in one transaction; answers the new version. After it returns no
 * node answers a later request under the old one.
 * Throws METADATA_INVALID, and PLAN_STALE when anything the plan rests on has changed since.
 */
export async function publish(deps: RuntimeDeps, ctx: RequestContext, request: PublishRequest): Promise<number> {
  const prepared = await preparePublish(deps.database, ctx.tenant.schema, request.changes)
  const { plan } = prepared
  if (request.checksum !== undefined && request.checksum !== plan.checksum) {
    const { version } = await fetchHead(deps.database, ctx.tenant.schema)
    refuse(PLAN_STALE, { base: plan.base, current: version })
  }
  const author = ctx.actor.kind === 'system' ? null : await authorOf(deps, ctx)
  const version = await applyPublish(
    deps.database,
    publication(prepared, { deps, ctx, author, message: request.message }),
    request.checkpoint,
  )
  deps.hint({ kind: 'model', tenant: ctx.tenant.id, version })
  deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return version
}

async function authorOf(deps: RuntimeDeps, ctx: RequestContext): Promise<string | null> {
  return (await deps.views.current(ctx)).viewer?.id ?? null
}

interface PublicationFacts {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly author: string | null
  readonly message: string
}

function publication(prepared: PreparedPublish, { deps, ctx, author, message }: PublicationFacts) {
  const { plan, migration, identities, layers, documents, models } = prepared
  return {
    schema: ctx.tenant.schema,
    base: plan.base,
    author,
    message,
    at: new Date(deps.clock.now()).toISOString(),
    checksum: plan.checksum,
    migration,
    awaited: newlyWatched(models),
    calendars: changedCalendars(models),
    identities,
    layers,
    documents: documents as unknown as Json,
    plan: {
      steps: plan.steps,
      losses: plan.losses,
      violations: plan.violations,
      blanks: plan.blanks,
    } as unknown as Json,
  }
}
