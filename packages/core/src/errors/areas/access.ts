import { defineError } from '../define-error.ts'

export const ACTION_FORBIDDEN = defineError<{ action: string; object: string }>('ACTION_FORBIDDEN', {
  status: 403,
  title: { en: 'You may not do this', 'zh-CN': '无权执行此操作' },
  message: {
    en: (p) => `Your roles do not allow "${p.action}" on ${p.object}.`,
    'zh-CN': (p) => `您的角色不允许对 ${p.object} 执行"${p.action}"。`,
  },
  example: { action: 'delete', object: 'lib_book' },
})

export const RIGHT_MISSING = defineError<{ right: string }>('RIGHT_MISSING', {
  status: 403,
  title: { en: 'You may not do this', 'zh-CN': '无权执行此操作' },
  message: { en: (p) => `This needs the right "${p.right}".`, 'zh-CN': (p) => `需要权限"${p.right}"。` },
  example: { right: 'metadata.publish' },
})
