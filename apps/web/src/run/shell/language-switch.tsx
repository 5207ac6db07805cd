import { LOCALES, type Locale } from '@huozi/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/language-provider.tsx'
import './language-switch.css'

/** Each language in its own words, so that it is found by who cannot read the other. */
const NAMES: { readonly [L in Locale]: string } = { 'zh-CN': '中文', en: 'English' }

interface LanguageSwitchProps {
  /** Keeps the choice for the user; where nobody is signed in there is nothing to keep it for. */
  readonly save?: (locale: Locale) => Promise<unknown>
}

export function LanguageSwitch({ save }: LanguageSwitchProps) {
  const { t } = useTranslation()
  const { locale, choose } = useLanguage()
  const isSaving = useRef(false)
  // Saved first: showing another language asks everything anew, and the answer must know the choice. Unsaved it is shown all the same.
  const pick = async (picked: Locale) => {
    // One at a time, so that what is shown is what is kept. The button stays enabled, so that it keeps the focus.
    if (isSaving.current) return
    isSaving.current = true
    try {
      await save?.(picked).catch(() => {})
      await choose(picked)
    } finally {
      isSaving.current = false
    }
  }
  return (
    <fieldset className="language-switch">
      <legend className="visually-hidden">{t('language.label')}</legend>
      {LOCALES.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === locale} onClick={() => void pick(each)}>
          {NAMES[each]}
        </button>
      ))}
    </fieldset>
  )
}
