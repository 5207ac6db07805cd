import type { CurrentUser } from '@huozi/client'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import './user-menu.css'

/** Who is signed in, and the way out. */
export function UserMenu({ user }: { user: CurrentUser }) {
  const { t } = useTranslation()
  const signOut = useSignOut()
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'who', type: 'group', label: <Who user={user} /> },
          { type: 'divider' },
          { key: 'out', label: t('shell.signOut'), onClick: () => void signOut() },
        ],
      }}
    >
      <button type="button" className="icon-button" aria-label={t('shell.userMenu', { name: user.label })}>
        <span className="avatar" aria-hidden="true">
          {Array.from(user.label).at(/^\p{Script=Han}/u.test(user.label) ? -1 : 0)}
        </span>
      </button>
    </Dropdown>
  )
}

function Who({ user }: { user: CurrentUser }) {
  return (
    <span className="who">
      <strong>{user.label}</strong>
      <span>{user.email}</span>
    </span>
  )
}

function useSignOut() {
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    // Even when the server is not reached, the page must not go on showing what the user wants to leave.
    await client.signOut().catch(() => undefined)
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
}
