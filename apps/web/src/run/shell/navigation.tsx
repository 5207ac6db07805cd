import type { AppEntry, NavigationItem } from '@huozi/client'
import { Link, useRouterState } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TypeBlock } from './seal.tsx'
import './navigation.css'

/** The entries of one app, and a choice of apps where there are several. */
export function Navigation({ apps }: { apps: readonly AppEntry[] }) {
  const { t } = useTranslation()
  const { app, choose } = useOpenApp(apps)
  const openItem = useOpenItem(app ? itemsOf(app) : [])
  if (!app) return <p className="navigation-empty">{t('shell.noApps')}</p>
  return (
    <div className="navigation">
      {apps.length > 1 && (
        <Select
          className="navigation-apps"
          aria-label={t('shell.apps')}
          value={app.name}
          options={apps.map(({ name, label }) => ({ value: name, label }))}
          onChange={choose}
        />
      )}
      {app.navigation.map((group) => (
        <section key={group.name} aria-label={group.label}>
          <h2>{group.label}</h2>
          <ul>
            {group.items.map((item) => (
              <li key={`${item.type} ${item.name}`}>
                <NavigationLink item={item} isOpen={item === openItem} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function NavigationLink({ item, isOpen }: { item: NavigationItem; isOpen: boolean }) {
  return (
    <Link
      className="navigation-link"
      data-open={isOpen || undefined}
      to="/o/$object"
      params={{ object: item.object }}
      search={viewOf(item) === undefined ? {} : { view: item.name }}
      activeOptions={{ includeSearch: true }}
    >
      <TypeBlock label={item.label} />
      <span>{item.label}</span>
    </Link>
  )
}

/** Where the user is: the entry of this list, or on a record the first entry of its object. */
function useOpenItem(items: readonly NavigationItem[]): NavigationItem | undefined {
  const { object, view, isList } = usePlace()
  const ofObject = items.filter((item) => item.object === object)
  return isList ? ofObject.find((item) => viewOf(item) === view) : ofObject[0]
}

/** The chosen app, else the one that has the open object, else the first. */
function useOpenApp(apps: readonly AppEntry[]) {
  const [chosen, choose] = useState<string | null>(null)
  const { object } = usePlace()
  const home = apps.find((app) => itemsOf(app).some((item) => item.object === object))
  return { app: apps.find(({ name }) => name === chosen) ?? home ?? apps[0], choose }
}

/** The object on the screen; on its list also the view, on a record or form the view is not known. */
function usePlace(): {
  readonly object?: string | undefined
  readonly view?: string | undefined
  readonly isList: boolean
} {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const view = useRouterState({ select: ({ location }) => (location.search as { view?: string }).view })
  const [, area, object, rest] = path.split('/')
  return area === 'o' ? { object, view, isList: rest === undefined } : { isList: false }
}

function itemsOf({ navigation }: AppEntry): readonly NavigationItem[] {
  return navigation.flatMap(({ items }) => items)
}

function viewOf({ type, name }: NavigationItem): string | undefined {
  return type === 'listView' ? name : undefined
}
