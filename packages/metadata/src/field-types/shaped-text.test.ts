import { describeFieldType } from '../../test/field-type-table.ts'
import { email } from './email.ts'
import { phone } from './phone.ts'
import { url } from './url.ts'

describeFieldType({
  type: email,
  accepts: [
    ['li@example.com', 'li@example.com'],
    [' li.lei+a@mail.example.cn ', 'li.lei+a@mail.example.cn'],
    ['李雷@例子.中国', '李雷@例子.中国'],
  ],
  refuses: [
    ['li', 'FIELD_TYPE'],
    ['li@example', 'FIELD_TYPE'],
    ['li@@example.com', 'FIELD_TYPE'],
    ['li lei@example.com', 'FIELD_TYPE'],
    ['li@example..com', 'FIELD_TYPE'],
    ['li@example.com\r\nBcc: all@example.com', 'FIELD_TYPE'],
    [`${'a'.repeat(65)}@example.com`, 'FIELD_TYPE'],
    [1, 'FIELD_TYPE'],
  ],
})

describeFieldType({
  type: phone,
  accepts: [
    ['138 0013 8000', '13800138000'],
    ['+86 138-0013-8000', '+8613800138000'],
    ['＋８６　１３８００１３８０００', '+8613800138000'],
    ['(010) 6552.9988', '01065529988'],
    ['110', '110'],
  ],
  refuses: [
    ['11', 'FIELD_TYPE'],
    ['1'.repeat(21), 'FIELD_TYPE'],
    ['138+0013', 'FIELD_TYPE'],
    ['call me', 'FIELD_TYPE'],
    [13800138000, 'FIELD_TYPE'],
  ],
})

describeFieldType({
  type: url,
  accepts: [
    ['https://example.com', 'https://example.com'],
    [' HTTP://example.com:8080/a?b=c#d ', 'HTTP://example.com:8080/a?b=c#d'],
    ['https://例子.中国/路径', 'https://例子.中国/路径'],
  ],
  refuses: [
    ['example.com', 'FIELD_TYPE'],
    ['ftp://example.com', 'FIELD_TYPE'],
    ['javascript:alert(1)', 'FIELD_TYPE'],
    ['https://bank.example@evil.example/', 'FIELD_TYPE'],
    ['https://', 'FIELD_TYPE'],
    ['https://a b', 'FIELD_TYPE'],
    [`https://example.com/${'a'.repeat(2000)}`, 'FIELD_TOO_LONG'],
  ],
})
