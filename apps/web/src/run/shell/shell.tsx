import type { Me } from '@huozi/client'
import type { Locale } from '@huozi/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUserLanguage } from '../../i18n/use-user-language.ts'
import { useClient } from '../../session/client.ts'
import { meQuery } from '../../session/queries.ts'
import { Bell } from '../notifications/bell.tsx'
import { LoadingState } from '../states/states.tsx'
import { MenuIcon } from './icons.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Navigation } from './navigation.tsx'
import { Seal } from './seal.tsx'
import { useServerEvents } from './use-server-events.ts'
import { UserMenu } from './user-menu.tsx'
import './shell.css'

/** The frame around every screen of a signed-in user. */
export function Shell() {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(meQuery(useClient()))
  const saveLanguage = useSaveLanguage()
  useServerEvents()
  useUserLanguage(me.user)
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <header className="shell-bar">
        <MobileNavigation me={me} />
        <span className="shell-brand">
          <Seal size={26} />
          <span className="shell-tenant">{me.tenant.label}</span>
        </span>
        <span className="shell-tools">
          <span className="shell-language">
            <LanguageSwitch save={saveLanguage} />
          </span>
          <Bell />
          <UserMenu user={me.user} />
        </span>
      </header>
      <nav className="shell-side" aria-label={t('shell.navigation')}>
        <Navigation apps={me.apps} />
      </nav>
      <Content />
    </div>
  )
}

function useSaveLanguage(): (locale: Locale) => Promise<unknown> {
  const client = useClient()
  return useCallback((locale) => client.changeMe({ locale }), [client])
}

/** Puts the focus on the new screen after each navigation, so that keyboard and screen reader follow the eye. */
function Content() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const element = useRef<HTMLElement>(null)
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the screen changes
  useEffect(() => {
    if (!first.current) element.current?.focus({ preventScroll: true })
    first.current = false
  }, [path])
  return (
    <main className="shell-content" id="content" tabIndex={-1} ref={element}>
      <Suspense fallback={<LoadingState />}>
        <Outlet />
      </Suspense>
    </main>
  )
}

function MobileNavigation({ me }: { me: Me }) {
  const { t } = useTranslation()
  const saveLanguage = useSaveLanguage()
  const [isOpen, setOpen] = useState(false)
  const path = useRouterState({ select: ({ location }) => location.href })
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the user has gone somewhere
  useEffect(() => setOpen(false), [path])
  return (
    <>
      <button
        type="button"
        className="icon-button shell-menu"
        aria-label={t('shell.menu')}
        onClick={() => setOpen(true)}
      >
        <MenuIcon />
      </button>
      <Drawer open={isOpen} onClose={() => setOpen(false)} placement="left" size={280} title={me.tenant.label}>
        <nav aria-label={t('shell.navigation')}>
          <Navigation apps={me.apps} />
        </nav>
        <div className="shell-drawer-foot">
          <LanguageSwitch save={saveLanguage} />
        </div>
      </Drawer>
    </>
  )
}
