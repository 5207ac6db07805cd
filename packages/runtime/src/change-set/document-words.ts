import type { Locale } from '@huozi/core'

type Words = { readonly [L in Locale]: string }

/** What the things of documents are called: kinds, and the items of their lists. A word nobody wrote down stands for itself. */
const WORDS: { readonly [name: string]: Words } = {
  app: { en: 'app', 'zh-CN': '应用' },
  calendar: { en: 'calendar', 'zh-CN': '工作日历' },
  dataset: { en: 'dataset', 'zh-CN': '数据集' },
  flow: { en: 'flow', 'zh-CN': '流程' },
  layout: { en: 'layout', 'zh-CN': '布局' },
  listView: { en: 'list view', 'zh-CN': '列表视图' },
  object: { en: 'object', 'zh-CN': '对象' },
  optionSet: { en: 'option set', 'zh-CN': '选项集' },
  role: { en: 'role', 'zh-CN': '角色' },
  attributes: { en: 'attribute', 'zh-CN': '属性' },
  columns: { en: 'column', 'zh-CN': '列' },
  days: { en: 'day', 'zh-CN': '日期' },
  fields: { en: 'field', 'zh-CN': '字段' },
  indexes: { en: 'index', 'zh-CN': '索引' },
  items: { en: 'item', 'zh-CN': '条目' },
  navigation: { en: 'navigation group', 'zh-CN': '导航分组' },
  objects: { en: 'grant on', 'zh-CN': '对象权限' },
  recordTypes: { en: 'record type', 'zh-CN': '记录类型' },
  sections: { en: 'section', 'zh-CN': '分区' },
  steps: { en: 'step', 'zh-CN': '步骤' },
  tabs: { en: 'tab', 'zh-CN': '选项卡' },
  unique: { en: 'unique key', 'zh-CN': '唯一键' },
  validations: { en: 'rule', 'zh-CN': '校验规则' },
  values: { en: 'choice', 'zh-CN': '选项' },
  default: { en: 'default', 'zh-CN': '默认值' },
  formula: { en: 'formula', 'zh-CN': '公式' },
  help: { en: 'help', 'zh-CN': '帮助' },
  label: { en: 'label', 'zh-CN': '名称' },
  message: { en: 'message', 'zh-CN': '提示' },
  name: { en: 'name', 'zh-CN': '标识' },
  required: { en: 'required', 'zh-CN': '必填' },
  visible: { en: 'visible', 'zh-CN': '可见条件' },
}

/** The word for a kind of document, a list or a property. */
export function documentWord(name: string, locale: Locale): string {
  return Object.hasOwn(WORDS, name) ? (WORDS[name]?.[locale] ?? name) : name
}
