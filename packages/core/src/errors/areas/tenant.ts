import { defineError } from '../define-error.ts'

export const TENANT_EXISTS = defineError<{ tenant: string }>('TENANT_EXISTS', {
  status: 409,
  title: { en: 'This tenant already exists', 'zh-CN': '租户已存在' },
  message: { en: (p) => `There is already a tenant "${p.tenant}".`, 'zh-CN': (p) => `租户"${p.tenant}"已存在。` },
  example: { tenant: 'demo' },
})

export const TENANT_NAME = defineError<{ tenant: string }>('TENANT_NAME', {
  status: 422,
  title: { en: 'Not a tenant name', 'zh-CN': '租户名称不合法' },
  message: {
    en: (p) => `"${p.tenant}" must match ^[a-z][a-z0-9_]{0,29}$.`,
    'zh-CN': (p) => `"${p.tenant}"必须匹配 ^[a-z][a-z0-9_]{0,29}$。`,
  },
  example: { tenant: 'Demo!' },
})
