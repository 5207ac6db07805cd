import { defineError } from '../define-error.ts'

export const PLAN_STALE = defineError<{ base: number; current: number }>('PLAN_STALE', {
  status: 409,
  title: { en: 'The plan is out of date', 'zh-CN': '计划已过期' },
  message: {
    en: (p) =>
      `The plan was made for version ${p.base}; the current version is ${p.current}, or the plan changed. Plan again.`,
    'zh-CN': (p) => `计划基于版本 ${p.base},当前为版本 ${p.current},或计划已变化。请重新计划。`,
  },
  example: { base: 3, current: 4 },
})

export const CHANGE_SET_NOT_FOUND = defineError<{ id: string }>('CHANGE_SET_NOT_FOUND', {
  status: 404,
  title: { en: 'No such change set', 'zh-CN': '变更集不存在' },
  message: {
    en: (p) => `There is no change set ${p.id}: it was published, or never made.`,
    'zh-CN': (p) => `变更集 ${p.id} 不存在:已发布,或从未创建。`,
  },
  example: { id: '01920000-0000-7000-8000-000000000000' },
})

export const METADATA_TYPE_CHANGE = defineError<{ field: string; from: string; to: string }>('METADATA_TYPE_CHANGE', {
  status: 422,
  title: { en: 'The type of a field cannot be changed yet', 'zh-CN': '暂不支持更改字段类型' },
  message: {
    en: (p) => `${p.field} is stored as ${p.from} and cannot become ${p.to}: add a new field instead.`,
    'zh-CN': (p) => `${p.field} 以 ${p.from} 存储,不能改为 ${p.to}:请新增字段。`,
  },
  example: { field: 'lib_book.pages', from: 'integer', to: 'text' },
})

export const PUBLISH_BUSY = defineError<object>('PUBLISH_BUSY', {
  status: 409,
  title: { en: 'The tables are in use', 'zh-CN': '数据表正被占用' },
  message: {
    en: () => 'Long-running work holds a table that the publish changes. Nothing was published; try again.',
    'zh-CN': () => '有长时间运行的操作占用了待发布更改的数据表。未发布任何内容,请重试。',
  },
  example: {},
})

export const MODEL_CHANGING = defineError<object>('MODEL_CHANGING', {
  status: 503,
  title: { en: 'The model keeps changing; try again', 'zh-CN': '模型持续变化,请重试' },
  message: {
    en: () => 'Model or rights changed again and again while the request ran. Try again.',
    'zh-CN': () => '请求执行期间,模型或权限多次变化。请重试。',
  },
  example: {},
})
