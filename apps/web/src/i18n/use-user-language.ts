import type { CurrentUser } from '@huozi/client'
import { matchLocale } from '@huozi/core'
import { useEffect } from 'react'
import { storedLanguage } from './language.ts'
import { useLanguage } from './language-provider.tsx'

/** Follows the language the user has chosen for himself, unless another one was chosen on this device. */
export function useUserLanguage({ locale }: CurrentUser): void {
  const { locale: shown, show } = useLanguage()
  const wanted = locale === null || storedLanguage() !== null ? null : matchLocale([locale])
  useEffect(() => {
    if (wanted !== null && wanted !== shown) void show(wanted)
  }, [wanted, shown, show])
}
