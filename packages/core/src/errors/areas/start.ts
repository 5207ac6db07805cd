import { defineError } from '../define-error.ts'

export const CONFIG_INVALID = defineError<{ variable: string; problem: string; allowed: string }>('CONFIG_INVALID', {
  status: 500,
  title: { en: 'A setting is wrong', 'zh-CN': '配置有误' },
  message: {
    en: (p) => `${p.variable} ${p.problem}; allowed is ${p.allowed}.`,
    'zh-CN': (p) => `${p.variable} ${p.problem};允许的值:${p.allowed}。`,
  },
  example: { variable: 'PORT', problem: 'is "http"', allowed: 'a whole number from 0 to 65535' },
})

export const PORT_IN_USE = defineError<{ host: string; port: number }>('PORT_IN_USE', {
  status: 500,
  title: { en: 'The port is taken', 'zh-CN': '端口已被占用' },
  message: {
    en: (p) => `Port ${p.port} on ${p.host} is in use: set PORT to another one, or leave it out for the next free one.`,
    'zh-CN': (p) => `${p.host} 的端口 ${p.port} 已被占用:请将 PORT 设为其他端口,或不设置以使用下一个空闲端口。`,
  },
  example: { host: '127.0.0.1', port: 3000 },
})

export const EMBEDDED_POSTGRES_FAILED = defineError<{ reason: string }>('EMBEDDED_POSTGRES_FAILED', {
  status: 500,
  title: { en: 'The embedded Postgres cannot run', 'zh-CN': '内置 Postgres 无法运行' },
  message: {
    en: (p) => `The embedded Postgres cannot run: ${p.reason}.`,
    'zh-CN': (p) => `内置 Postgres 无法运行:${p.reason}。`,
  },
  example: { reason: 'there is none for this machine (linux-riscv64): set DATABASE_URL' },
})
