import { systemClock } from '@huozi/core'
import type { FormEnvironment } from '@huozi/forms/react'
import { useMemo } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { useMe } from '../session/use-me.ts'

/** Who fills a form, where and in which language. */
export function useFormEnvironment(): FormEnvironment {
  const { locale } = useLanguage()
  const { user, roles } = useMe()
  return useMemo(
    () => ({ locale, zone: user.zone, me: { id: user.id, label: user.label, roles }, clock: systemClock }),
    [locale, user, roles],
  )
}
