import { useTranslation } from 'react-i18next'
import { LinkButton } from '../link-button.tsx'
import { EmptyState } from './states.tsx'

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('error.noPage')} detail={t('error.noPageHint')}>
      <LinkButton to="/">{t('action.home')}</LinkButton>
    </EmptyState>
  )
}
