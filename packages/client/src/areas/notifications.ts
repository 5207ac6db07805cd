import type { NotificationPage } from '../api-types.ts'
import { path, type Transport } from '../transport.ts'

/** The bell. */
export interface NotificationsApi {
  list(options?: { after?: string | undefined; limit?: number }): Promise<NotificationPage>
  markRead(id: string): Promise<void>
  markAllRead(): Promise<void>
}

export function notificationsApi({ json }: Transport): NotificationsApi {
  return {
    list: ({ after, limit } = {}) => json('GET', '/notifications', { query: { after, limit } }),
    markRead: (id) => json('POST', path('notifications', id, 'read')),
    markAllRead: () => json('POST', '/notifications/read'),
  }
}
