import type { Locale } from '@huozi/core'
import type { Locale as AntdLocale } from 'antd/es/locale'
import dayjs from 'dayjs'
import type en from './en.json'

/** Everything one language needs: our texts, antd's and those of the calendar. */
export interface LanguagePack {
  readonly locale: Locale
  readonly texts: typeof en
  readonly antd: AntdLocale
}

/** Loads a language; each is its own chunk, so a reader pays for one. */
export async function loadLanguage(locale: Locale): Promise<LanguagePack> {
  const pack = await packs[locale]()
  dayjs.locale(locale === 'zh-CN' ? 'zh-cn' : 'en')
  return { locale, ...pack }
}

const packs: { readonly [L in Locale]: () => Promise<Omit<LanguagePack, 'locale'>> } = {
  'zh-CN': async () => {
    const [texts, antd] = await Promise.all([
      import('./zh-CN.json'),
      import('antd/es/locale/zh_CN'),
      import('dayjs/locale/zh-cn'),
    ])
    return { texts: texts.default, antd: antd.default }
  },
  en: async () => {
    const [texts, antd] = await Promise.all([import('./en.json'), import('antd/es/locale/en_US')])
    return { texts: texts.default, antd: antd.default }
  },
}
