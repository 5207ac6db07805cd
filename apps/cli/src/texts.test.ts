import { expect, test } from 'vitest'
import { terminalLocale } from './texts.ts'

test.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LANG: 'zh_TW' }, 'zh-CN'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR@euro' }, 'en'],
  [{ LANG: 'en_US', LC_ALL: 'zh_CN' }, 'zh-CN'],
  [{ LANG: 'zh_CN', LC_MESSAGES: 'en_GB' }, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{}, 'en'],
])('%j speaks %s', (env, locale) => {
  expect(terminalLocale({ env })).toBe(locale)
})
