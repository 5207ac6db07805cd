import { isHeard } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { listWithin } from '../query/list-records.ts'
import { updateAs } from '../record/update-record.ts'
import { type OwnNotifications, ownNotifications } from './own-notifications.ts'

const BATCH = 200

/** Marks one of the caller's notifications as read. Throws SIGN_IN_REQUIRED, RECORD_NOT_FOUND (also for another's). */
export function markRead(deps: RuntimeDeps, ctx: RequestContext, id: string): Promise<void> {
  return marking(deps, ctx, (own) => mark({ deps, ctx, own }, id))
}

/** Marks all of the caller's notifications as read. Throws SIGN_IN_REQUIRED. */
export function markAllRead(deps: RuntimeDeps, ctx: RequestContext): Promise<void> {
  return marking(deps, ctx, async (own) => {
    for (;;) {
      const request = { object: own.object.name, where: 'not read', select: 'id', limit: BATCH, count: 'none' } as const
      const { records } = await listWithin({ deps, ctx, view: own.view }, request)
      for (const { id } of records) await mark({ deps, ctx, own }, id)
      if (records.length < BATCH) return
    }
  })
}

async function marking(
  deps: RuntimeDeps,
  ctx: RequestContext,
  work: (own: OwnNotifications) => Promise<void>,
): Promise<void> {
  const own = await deps.views.run(ctx, async (view) => {
    const own = ownNotifications(view)
    await work(own)
    return own
  })
  if (isHeard(own.view.model, own.object, { event: 'updated' })) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  deps.hint({ kind: 'notifications', tenant: ctx.tenant.id, users: [own.viewer.id] })
}

interface Marking {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly own: OwnNotifications
}

async function mark({ deps, ctx, own }: Marking, id: string): Promise<void> {
  const session = { deps, ctx, view: own.view }
  await updateAs(session, { object: own.object.name, id, body: { read: true }, expected: '*' })
}
