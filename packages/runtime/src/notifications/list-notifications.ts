import type { NotificationEntry, NotificationPage } from '@huozi/client'
import type { PresentedRecord } from '@huozi/database'
import type { Model } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { listWithin } from '../query/list-records.ts'
import { ownNotifications } from './own-notifications.ts'

export interface NotificationsRequest {
  readonly after?: string | undefined
  /** 1 to 200. */
  readonly limit: number
}

/** The caller's own notifications, newest first. Throws SIGN_IN_REQUIRED, CURSOR_INVALID. */
export function listNotifications(
  deps: RuntimeDeps,
  ctx: RequestContext,
  { after, limit }: NotificationsRequest,
): Promise<NotificationPage> {
  return deps.views.run(ctx, async (caller) => {
    const own = ownNotifications(caller)
    const session = { deps, ctx, view: own.view }
    const object = own.object.name
    const [page, unread] = await Promise.all([
      listWithin(session, { object, sort: '-created_at', limit, after, count: 'none' }),
      listWithin(session, { object, where: 'not read', select: 'id', limit: 1, count: 'exact' }),
    ])
    return {
      notifications: page.records.map((record) => presentNotification(record, caller.model)),
      unread: unread.count?.value ?? 0,
      next: page.next,
    }
  })
}

function presentNotification(record: PresentedRecord, model: Model): NotificationEntry {
  const { id, text, link_object: objectId, link_record: recordId, read, created_at: createdAt } = record
  const object = model.objectsById.get(Number(objectId))
  return {
    id,
    text: String(text),
    link: object === undefined || typeof recordId !== 'string' ? null : { object: object.name, id: recordId },
    read: read === true,
    createdAt: String(createdAt),
  }
}
