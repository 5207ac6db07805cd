import { LOCALES, type Locale } from '@huozi/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/language-provider.tsx'
import './language-switch.css'

/** Each language in its own words, so that it is found by who cannot read the other. */
const NAMES: { readonly [L in Locale]: string } = { 'zh-CN': '中文', en: 'English' }

export function LanguageSwitch() {
  const { t } = useTranslation()
  const { locale, choose } = useLanguage()
  return (
    <fieldset className="language-switch">
      <legend className="visually-hidden">{t('language.label')}</legend>
      {LOCALES.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === locale} onClick={() => void choose(each)}>
          {NAMES[each]}
        </button>
      ))}
    </fieldset>
  )
}
