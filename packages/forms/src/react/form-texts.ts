import type { AddressPart, Locale } from '@huozi/core'

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
  readonly loading: string
  /** Says before a record is chosen of what it is to be one. */
  readonly whichObject: string
  readonly address: { readonly [P in AddressPart]: string }
  readonly richText: RichTextTexts
  readonly file: { readonly choose: string; readonly replace: string; readonly remove: string; readonly failed: string }
  readonly errorsInTab: (count: number) => string
}

/** Names of the tools of the rich text editor. */
export interface RichTextTexts {
  readonly toolbar: string
  readonly bold: string
  readonly italic: string
  readonly underline: string
  readonly strike: string
  readonly heading: string
  readonly bulletList: string
  readonly orderedList: string
  readonly blockquote: string
  readonly code: string
  readonly link: string
  readonly address: string
  readonly setLink: string
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
    loading: '加载中…',
    file: { choose: '选择文件', replace: '更换', remove: '移除', failed: '上传失败，请重试' },
    whichObject: '引用的对象',
    address: {
      country: '国家/地区',
      province: '省/州',
      city: '城市',
      district: '区/县',
      street: '街道门牌',
      postcode: '邮编',
    },
    richText: {
      toolbar: '文字格式',
      bold: '加粗',
      italic: '斜体',
      underline: '下划线',
      strike: '删除线',
      heading: '标题',
      bulletList: '项目列表',
      orderedList: '编号列表',
      blockquote: '引用',
      code: '代码',
      link: '链接',
      address: '链接地址',
      setLink: '确定',
    },
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
    loading: 'Loading…',
    file: { choose: 'Choose a file', replace: 'Replace', remove: 'Remove', failed: 'The upload failed; try again' },
    whichObject: 'Of which object',
    address: {
      country: 'Country or region',
      province: 'Province or state',
      city: 'City',
      district: 'District',
      street: 'Street',
      postcode: 'Postcode',
    },
    richText: {
      toolbar: 'Formatting',
      bold: 'Bold',
      italic: 'Italic',
      underline: 'Underlined',
      strike: 'Struck out',
      heading: 'Heading',
      bulletList: 'Bullet list',
      orderedList: 'Numbered list',
      blockquote: 'Quotation',
      code: 'Code',
      link: 'Link',
      address: 'Address of the link',
      setLink: 'Set',
    },
    errorsInTab: (count) => `${count} to correct`,
  },
}

export function formTexts(locale: Locale): FormTexts {
  return TEXTS[locale]
}
