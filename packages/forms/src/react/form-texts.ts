import type { Locale } from '@huozi/core'

/** The few words the form room itself says; everything else comes labelled with the definition. */
export interface FormTexts {
  readonly yes: string
  readonly no: string
  readonly required: string
  readonly search: string
  readonly searching: string
  readonly noMatch: string
  readonly searchFailed: string
  /** Stands in a new record for what only the server knows, such as an auto-number. */
  readonly givenOnSave: string
  /** Stands for a record the reader may not see. */
  readonly hidden: string
  readonly errorsInTab: (count: number) => string
}

const TEXTS: { readonly [L in Locale]: FormTexts } = {
  'zh-CN': {
    yes: '是',
    no: '否',
    required: '必填',
    search: '输入以搜索',
    searching: '搜索中…',
    noMatch: '没有匹配的记录',
    searchFailed: '搜索失败，请重试',
    givenOnSave: '保存后生成',
    hidden: '无权查看',
    errorsInTab: (count) => `${count} 处需要修改`,
  },
  en: {
    yes: 'Yes',
    no: 'No',
    required: 'required',
    search: 'Type to search',
    searching: 'Searching…',
    noMatch: 'No matching record',
    searchFailed: 'The search failed; try again',
    givenOnSave: 'Given on save',
    hidden: 'Not visible to you',
    errorsInTab: (count) => `${count} to correct`,
  },
}

export function formTexts(locale: Locale): FormTexts {
  return TEXTS[locale]
}
