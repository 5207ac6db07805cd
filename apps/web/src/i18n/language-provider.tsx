import type { Locale } from '@huozi/core'
import { App, ConfigProvider } from 'antd'
import i18next from 'i18next'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { theme } from '../theme/theme.ts'
import { storeLanguage } from './language.ts'
import { type LanguagePack, loadLanguage } from './load-language.ts'

interface Language {
  readonly locale: Locale
  /** Switches texts, antd and calendar. */
  show(locale: Locale): Promise<void>
  /** The same, and remembers the choice on this device. */
  choose(locale: Locale): Promise<void>
}

const LanguageContext = createContext<Language | null>(null)

/** The language of the page. */
export function useLanguage(): Language {
  const language = useContext(LanguageContext)
  if (!language) throw new Error('useLanguage needs a LanguageProvider.')
  return language
}

interface LanguageProviderProps {
  readonly first: LanguagePack
  /** Tells the rest of the app, whose requests ask for labels in the language. */
  readonly onChange: (locale: Locale) => void
  readonly children: ReactNode
}

export function LanguageProvider({ first, onChange, children }: LanguageProviderProps) {
  const [pack, setPack] = useState(first)
  const show = useCallback(
    async (locale: Locale) => {
      const next = await loadLanguage(locale)
      await showLanguage(next)
      setPack(next)
      onChange(locale)
    },
    [onChange],
  )
  const language = useMemo(() => {
    const choose = (locale: Locale) => {
      storeLanguage(locale)
      return show(locale)
    }
    return { locale: pack.locale, show, choose }
  }, [pack.locale, show])
  return (
    <LanguageContext value={language}>
      <I18nextProvider i18n={i18next}>
        <ConfigProvider locale={pack.antd} theme={theme} csp={NONCE} button={PLAIN_BUTTON} getPopupContainer={overlays}>
          <App className="app">{children}</App>
        </ConfigProvider>
      </I18nextProvider>
    </LanguageContext>
  )
}

/** Makes i18next ready with the first language. */
export async function startTexts(first: LanguagePack): Promise<void> {
  await i18next.use(initReactI18next).init({ resources: {}, interpolation: { escapeValue: false }, returnNull: false })
  await showLanguage(first)
}

async function showLanguage({ locale, texts }: LanguagePack): Promise<void> {
  i18next.addResourceBundle(locale, 'translation', texts, true, true)
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale
}

/** The server puts a fresh nonce into the page; antd's style elements carry it, as the content security policy asks. */
const NONCE = { nonce: document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '' }

/**
 * Where drawers, dialogs and popups go. On the body itself antd would lock scrolling, by a style element without nonce that
 * the content security policy refuses.
 */
function overlays(): HTMLElement {
  return document.getElementById('overlays') ?? document.body
}

/** antd puts a space between two Chinese characters of a button; it reads as two words. */
const PLAIN_BUTTON = { autoInsertSpace: false }
