import { useQuery } from '@tanstack/react-query'
import { Badge, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import { notificationsQuery } from '../../session/queries.ts'
import { BellIcon } from '../shell/icons.tsx'
import { NotificationList } from './notification-list.tsx'

/** The bell with the number of unread messages; opens their list. */
export function Bell() {
  const { t } = useTranslation()
  const { data } = useQuery(notificationsQuery(useClient()))
  const [isOpen, setOpen] = useState(false)
  const unread = data?.unread ?? 0
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={t('bell.label', { count: unread })}
        onClick={() => setOpen(true)}
      >
        <Badge count={unread} size="small" overflowCount={99} color="var(--cinnabar)">
          <BellIcon />
        </Badge>
      </button>
      <span className="visually-hidden" role="status">
        {unread > 0 && t('bell.label', { count: unread })}
      </span>
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={t('bell.title')} size={380} className="bell-drawer">
        <NotificationList onLeave={() => setOpen(false)} />
      </Drawer>
    </>
  )
}
