import { defineError } from '../define-error.ts'

export const FILE_NOT_FOUND = defineError<{ id: string }>('FILE_NOT_FOUND', {
  status: 404,
  title: { en: 'No such file', 'zh-CN': '文件不存在' },
  message: {
    en: (p) => `There is no file ${p.id}, or you may not see it.`,
    'zh-CN': (p) => `不存在文件 ${p.id},或您无权查看。`,
  },
  example: { id: '01920000-0000-7000-8000-000000000000' },
})

export const FILE_TOO_LARGE = defineError<{ limit: number }>('FILE_TOO_LARGE', {
  status: 413,
  title: { en: 'The file is too large', 'zh-CN': '文件过大' },
  message: { en: (p) => `A file has at most ${p.limit} bytes.`, 'zh-CN': (p) => `每个文件最多 ${p.limit} 字节。` },
  example: { limit: 26_214_400 },
})

export const FILE_EXPECTED = defineError<object>('FILE_EXPECTED', {
  status: 422,
  title: { en: 'A file was expected', 'zh-CN': '应上传一个文件' },
  message: {
    en: () => 'Send one file that is not empty, as multipart/form-data.',
    'zh-CN': () => '请以 multipart/form-data 发送一个非空文件。',
  },
  example: {},
})
