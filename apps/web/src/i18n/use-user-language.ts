import type { CurrentUser } from '@huozi/client'
import { matchLocale } from '@huozi/core'
import { useEffect, useRef } from 'react'
import { useLanguage } from './language-provider.tsx'

/**
 * Takes over the language the user has chosen, when he signs in and whenever his choice becomes another. What is chosen on
 * this page is shown at once and saved; nothing is taken back until the choice on the server has changed.
 */
export function useUserLanguage({ id, locale }: CurrentUser): void {
  const { locale: shown, show } = useLanguage()
  const taken = useRef<string | null>(null)
  useEffect(() => {
    const choice = `${id} ${locale}`
    if (taken.current === choice) return
    taken.current = choice
    const wanted = locale === null ? null : matchLocale([locale])
    if (wanted !== null && wanted !== shown) void show(wanted)
  }, [id, locale, shown, show])
}
