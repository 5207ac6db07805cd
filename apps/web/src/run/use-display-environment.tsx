import type { DisplayEnvironment } from '@huozi/forms/react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { useClient } from '../session/client.ts'
import { useMe } from '../session/use-me.ts'

/** Language, zone and links of the reader, for showing values. */
export function useDisplayEnvironment(hasLinks = true): DisplayEnvironment {
  const { locale } = useLanguage()
  const { user } = useMe()
  const { files } = useClient()
  return useMemo(
    () => ({ locale, zone: user.zone, ...(hasLinks && { fileUrl: files.url }), ...(hasLinks && { link: LINK }) }),
    [locale, user.zone, files, hasLinks],
  )
}

const LINK: NonNullable<DisplayEnvironment['link']> = (object, id, label) => (
  <Link to="/o/$object/$id" params={{ object, id }}>
    {label}
  </Link>
)
