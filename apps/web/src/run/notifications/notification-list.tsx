import type { NotificationEntry } from '@huozi/client'
import { formatInstant } from '@huozi/forms/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import { notificationsQuery } from '../../session/queries.ts'
import { useMe } from '../../session/use-me.ts'
import { EmptyState, ErrorState, LoadingState } from '../states/states.tsx'
import './notification-list.css'

/** Messages, newest first. Following one marks it read. */
export function NotificationList({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(notificationsQuery(useClient()))
  const { markRead, markAllRead } = useMarkRead()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  if (data.notifications.length === 0) return <EmptyState title={t('bell.empty')} />
  return (
    <>
      {data.unread > 0 && (
        <Button size="small" onClick={markAllRead}>
          {t('bell.markAllRead')}
        </Button>
      )}
      <ul className="notifications">
        {data.notifications.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            onFollow={() => {
              markRead(entry)
              onLeave()
            }}
            onRead={() => markRead(entry)}
          />
        ))}
      </ul>
    </>
  )
}

interface EntryProps {
  readonly entry: NotificationEntry
  readonly onFollow: () => void
  readonly onRead: () => void
}

function Entry({ entry, onFollow, onRead }: EntryProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const { link, text, read, createdAt } = entry
  return (
    <li className="notification" data-unread={!read || undefined}>
      {link ? (
        <Link to="/o/$object/$id" params={link} onClick={onFollow}>
          {text}
        </Link>
      ) : (
        <span>{text}</span>
      )}
      <span className="notification-foot">
        <time dateTime={createdAt}>{formatInstant(createdAt, user.zone)}</time>
        {!read && (
          <button type="button" className="link-button" onClick={onRead}>
            {t('bell.markRead')}
          </button>
        )}
      </span>
    </li>
  )
}

function useMarkRead() {
  const client = useClient()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['notifications'] })
  const one = useMutation({ mutationFn: (id: string) => client.notifications.markRead(id), onSettled })
  const all = useMutation({ mutationFn: () => client.notifications.markAllRead(), onSettled })
  return { markRead: ({ id, read }: NotificationEntry) => !read && one.mutate(id), markAllRead: () => all.mutate() }
}
