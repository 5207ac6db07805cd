import { defineError } from '../define-error.ts'

export const SIGN_IN_REQUIRED = defineError<object>('SIGN_IN_REQUIRED', {
  status: 401,
  title: { en: 'Sign in first', 'zh-CN': '请先登录' },
  message: { en: () => 'Your session has ended or is missing.', 'zh-CN': () => '会话已结束或不存在。' },
  example: {},
})

export const SIGN_IN_FAILED = defineError<object>('SIGN_IN_FAILED', {
  status: 401,
  title: { en: 'Sign-in failed', 'zh-CN': '登录失败' },
  message: { en: () => 'Workspace, e-mail or password is wrong.', 'zh-CN': () => '租户、邮箱或密码不正确。' },
  example: {},
})

export const CROSS_SITE_REFUSED = defineError<object>('CROSS_SITE_REFUSED', {
  status: 403,
  title: { en: 'Cross-site request refused', 'zh-CN': '拒绝跨站请求' },
  message: { en: () => 'This request does not come from this site.', 'zh-CN': () => '该请求并非来自本站。' },
  example: {},
})
