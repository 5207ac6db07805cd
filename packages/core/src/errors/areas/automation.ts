import { defineError } from '../define-error.ts'

export const FLOW_LOOP = defineError<{ flow: string; object: string; depth: number }>('FLOW_LOOP', {
  status: 409,
  title: { en: 'A flow sets itself off', 'zh-CN': '流程循环触发' },
  message: {
    en: (p) =>
      `The flow "${p.flow}" was set off by a change of ${p.object} that is itself the ${p.depth}th in a chain of flows. It was not run.`,
    'zh-CN': (p) => `流程"${p.flow}"由 ${p.object} 的更改触发,而该更改已是流程链中的第 ${p.depth} 次。未执行。`,
  },
  example: { flow: 'lib_expensive_book', object: 'lib_book', depth: 10 },
})

export const KEY_NOT_UNIQUE = defineError<{ key: string; count: number }>('KEY_NOT_UNIQUE', {
  status: 409,
  title: { en: 'Existing records stand against a unique key', 'zh-CN': '现有记录违反唯一键' },
  message: {
    en: (p) =>
      `The unique key "${p.key}" is not in force: ${p.count} value(s) are used by more than one record. It is tried again by itself.`,
    'zh-CN': (p) => `唯一键"${p.key}"尚未生效:${p.count} 个值被多条记录使用。系统会自动重试。`,
  },
  example: { key: 'title_genre', count: 2 },
})
