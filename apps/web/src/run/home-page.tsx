import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/use-me.ts'
import { EmptyState } from './states/states.tsx'

/** The first entry of the first app. */
export function HomePage() {
  const { t } = useTranslation()
  const [first] = useMe().apps.flatMap(({ navigation }) => navigation.flatMap(({ items }) => items))
  if (!first) return <EmptyState title={t('shell.noApps')} detail={t('shell.noAppsHint')} />
  const search = first.type === 'listView' ? { view: first.name } : {}
  return <Navigate to="/o/$object" params={{ object: first.object }} search={search} replace />
}
