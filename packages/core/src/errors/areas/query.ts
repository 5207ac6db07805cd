import { defineError } from '../define-error.ts'

export const CURSOR_INVALID = defineError<object>('CURSOR_INVALID', {
  status: 400,
  title: { en: 'The page token does not fit', 'zh-CN': '分页标记无效' },
  message: { en: () => 'Start again from the first page.', 'zh-CN': () => '请从第一页重新开始。' },
  example: {},
})

export const REQUEST_TOO_BROAD = defineError<{ what: string; maximum: number }>('REQUEST_TOO_BROAD', {
  status: 400,
  title: { en: 'The request asks for too much at once', 'zh-CN': '一次请求的内容过多' },
  message: { en: (p) => `At most ${p.maximum} in "${p.what}".`, 'zh-CN': (p) => `"${p.what}"最多 ${p.maximum} 项。` },
  example: { what: 'select', maximum: 200 },
})

export const FIELD_NOT_SORTABLE = defineError<{ field: string }>('FIELD_NOT_SORTABLE', {
  status: 422,
  title: { en: 'This field cannot be sorted by', 'zh-CN': '该字段不可排序' },
  message: { en: (p) => `Lists cannot be sorted by "${p.field}".`, 'zh-CN': (p) => `列表不能按"${p.field}"排序。` },
  example: { field: 'photo' },
})

export const FIELD_NOT_GROUPABLE = defineError<{ field: string }>('FIELD_NOT_GROUPABLE', {
  status: 422,
  title: { en: 'Records cannot be grouped by this', 'zh-CN': '无法按此分组' },
  message: {
    en: (p) => `Records cannot be grouped by "${p.field}": group by one text, number, date, choice or reference.`,
    'zh-CN': (p) => `记录不能按"${p.field}"分组:请按单个文本、数字、日期、选项或引用分组。`,
  },
  example: { field: 'tags' },
})

export const FIELD_NOT_EXTERNAL = defineError<{ field: string }>('FIELD_NOT_EXTERNAL', {
  status: 422,
  title: { en: 'This field is no external id', 'zh-CN': '该字段不是外部 id' },
  message: {
    en: (p) => `Records are not found by "${p.field}": it is not an external id of the object.`,
    'zh-CN': (p) => `不能按"${p.field}"查找记录:它不是对象的外部 id。`,
  },
  example: { field: 'title' },
})

export const BULK_REFUSED = defineError<{ count: number }>('BULK_REFUSED', {
  status: 422,
  title: { en: 'The operations were refused', 'zh-CN': '批量操作未通过' },
  message: {
    en: (p) => `${p.count} problem(s) found; none of the operations was done.`,
    'zh-CN': (p) => `发现 ${p.count} 个问题,所有操作均未执行。`,
  },
  example: { count: 1 },
})

export const AGGREGATE_TYPE = defineError<{ name: string; allowed: readonly string[] }>('AGGREGATE_TYPE', {
  status: 422,
  title: { en: 'This figure cannot be had of such values', 'zh-CN': '此类值无法计算该指标' },
  message: {
    en: (p) => `"${p.name}" takes values of type ${p.allowed.join(', ')}.`,
    'zh-CN': (p) => `"${p.name}"可用的值类型:${p.allowed.join('、')}。`,
  },
  example: { name: 'sum', allowed: ['number', 'duration'] },
})

export const QUERY_TIMEOUT = defineError<object>('QUERY_TIMEOUT', {
  status: 422,
  title: { en: 'The database needed too long', 'zh-CN': '查询超时' },
  message: {
    en: () => 'Narrow the filter, or have the fields it filters and sorts by indexed; if it worked before, try again.',
    'zh-CN': () => '请缩小筛选范围,或为筛选和排序的字段建立索引;若之前正常,请稍后重试。',
  },
  example: {},
})
