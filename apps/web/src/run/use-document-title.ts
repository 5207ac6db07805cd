import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Names the browser's tab and history entry after what is on the screen. */
export function useDocumentTitle(title: string): void {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('brand.name')}`
  }, [title, t])
}
