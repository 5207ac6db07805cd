import { defineError } from '../define-error.ts'

export const INTERNAL = defineError<object>('INTERNAL', {
  status: 500,
  title: { en: 'Something went wrong on our side', 'zh-CN': '服务器内部错误' },
  message: {
    en: () => 'The request could not be completed. Nothing was changed.',
    'zh-CN': () => '请求未能完成,没有任何更改。',
  },
  example: {},
})

export const REQUEST_MALFORMED = defineError<{ reason: string }>('REQUEST_MALFORMED', {
  status: 400,
  title: { en: 'The request cannot be read', 'zh-CN': '请求无法解析' },
  message: { en: (p) => `The request cannot be read: ${p.reason}.`, 'zh-CN': (p) => `请求无法解析:${p.reason}。` },
  example: { reason: 'unexpected end of JSON' },
})

export const REQUEST_INVALID = defineError<{ count: number }>('REQUEST_INVALID', {
  status: 400,
  title: { en: 'The request has the wrong shape', 'zh-CN': '请求结构不正确' },
  message: {
    en: (p) => `${p.count} part(s) of the request are wrong.`,
    'zh-CN': (p) => `请求中有 ${p.count} 处不正确。`,
  },
  example: { count: 1 },
})

export const REQUEST_SHAPE = defineError<{ expected: string }>('REQUEST_SHAPE', {
  status: 400,
  title: { en: 'A part of the request is wrong', 'zh-CN': '请求的一部分不正确' },
  message: { en: (p) => `Expected ${p.expected}.`, 'zh-CN': (p) => `应为:${p.expected}。` },
  example: { expected: 'a string' },
})

export const ROUTE_NOT_FOUND = defineError<{ path: string }>('ROUTE_NOT_FOUND', {
  status: 404,
  title: { en: 'No such address', 'zh-CN': '地址不存在' },
  message: { en: (p) => `There is nothing at ${p.path}.`, 'zh-CN': (p) => `${p.path} 不存在。` },
  example: { path: '/api/v1/nothing' },
})

export const REQUEST_TOO_LARGE = defineError<{ limit: number }>('REQUEST_TOO_LARGE', {
  status: 413,
  title: { en: 'The request is too large', 'zh-CN': '请求过大' },
  message: { en: (p) => `At most ${p.limit} bytes are accepted.`, 'zh-CN': (p) => `最多接受 ${p.limit} 字节。` },
  example: { limit: 1048576 },
})

export const MEDIA_TYPE_UNSUPPORTED = defineError<{ allowed: string }>('MEDIA_TYPE_UNSUPPORTED', {
  status: 415,
  title: { en: 'This content type is not accepted', 'zh-CN': '不支持的内容类型' },
  message: { en: (p) => `Send ${p.allowed}.`, 'zh-CN': (p) => `请使用 ${p.allowed}。` },
  example: { allowed: 'application/json' },
})

export const RATE_LIMITED = defineError<{ seconds: number }>('RATE_LIMITED', {
  status: 429,
  title: { en: 'Too many requests', 'zh-CN': '请求过于频繁' },
  message: { en: (p) => `Try again in ${p.seconds} s.`, 'zh-CN': (p) => `请在 ${p.seconds} 秒后重试。` },
  example: { seconds: 30 },
})

export const SHUTTING_DOWN = defineError<object>('SHUTTING_DOWN', {
  status: 503,
  title: { en: 'The server is shutting down', 'zh-CN': '服务器正在关闭' },
  message: { en: () => 'Try again in a moment.', 'zh-CN': () => '请稍后重试。' },
  example: {},
})
