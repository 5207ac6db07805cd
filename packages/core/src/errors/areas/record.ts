import { defineError } from '../define-error.ts'

export const RECORD_INVALID = defineError<{ count: number }>('RECORD_INVALID', {
  status: 422,
  title: { en: 'The record was refused', 'zh-CN': '记录未通过校验' },
  message: {
    en: (p) => `${p.count} problem(s) found; nothing was saved.`,
    'zh-CN': (p) => `发现 ${p.count} 个问题,未保存。`,
  },
  example: { count: 1 },
})

export const RECORD_UNCONFIRMED = defineError<{ count: number; token: string; reason: boolean }>('RECORD_UNCONFIRMED', {
  status: 409,
  title: { en: 'The record wants a confirmation', 'zh-CN': '需要确认后才能保存' },
  message: {
    en: (p) =>
      `${p.count} warning(s); nothing was saved yet. Repeat the request with X-Confirm${p.reason ? ' and X-Confirm-Reason' : ''} to save all the same.`,
    'zh-CN': (p) =>
      `有 ${p.count} 条提示,尚未保存。带上 X-Confirm${p.reason ? ' 和 X-Confirm-Reason' : ''} 重复该请求即可保存。`,
  },
  example: { count: 1, token: '1795330000000~q5n0Yx1c9uQk.9rJ', reason: false },
})

export const RECORD_NOT_FOUND = defineError<{ object: string; id: string }>('RECORD_NOT_FOUND', {
  status: 404,
  title: { en: 'No such record', 'zh-CN': '记录不存在' },
  message: {
    en: (p) => `There is no ${p.object} with id ${p.id}, or you may not see it.`,
    'zh-CN': (p) => `不存在 id 为 ${p.id} 的 ${p.object},或您无权查看。`,
  },
  example: { object: 'lib_book', id: '01920000-0000-7000-8000-000000000000' },
})

export const OBJECT_NOT_FOUND = defineError<{ object: string }>('OBJECT_NOT_FOUND', {
  status: 404,
  title: { en: 'No such object', 'zh-CN': '对象不存在' },
  message: {
    en: (p) => `There is no object "${p.object}", or you may not see it.`,
    'zh-CN': (p) => `对象"${p.object}"不存在,或您无权查看。`,
  },
  example: { object: 'lib_bok' },
})

export const VERSION_CONFLICT = defineError<{ expected: number; actual: number; fields: readonly string[] }>(
  'VERSION_CONFLICT',
  {
    status: 409,
    title: { en: 'Someone else changed this record', 'zh-CN': '记录已被他人修改' },
    message: {
      en: (p) =>
        `You edited version ${p.expected}, the record is at version ${p.actual}. Changed since: ${p.fields.join(', ')}.`,
      'zh-CN': (p) => `您编辑的是版本 ${p.expected},记录现为版本 ${p.actual}。期间更改的字段:${p.fields.join('、')}。`,
    },
    example: { expected: 3, actual: 4, fields: ['name'] },
  },
)

export const IF_MATCH_REQUIRED = defineError<object>('IF_MATCH_REQUIRED', {
  status: 428,
  title: { en: 'If-Match is required', 'zh-CN': '缺少 If-Match' },
  message: {
    en: () => 'Send If-Match with the version you read, or * to override knowingly.',
    'zh-CN': () => '请在 If-Match 中发送所读取的版本,或用 * 明确覆盖。',
  },
  example: {},
})

export const RECORD_NOT_UNIQUE = defineError<{ fields: readonly string[] }>('RECORD_NOT_UNIQUE', {
  status: 409,
  title: { en: 'This value is already used', 'zh-CN': '该值已被使用' },
  message: {
    en: (p) => `Another record already has this ${p.fields.join(' + ') || 'value of a field you may not see'}.`,
    'zh-CN': (p) => `已有其他记录使用相同的 ${p.fields.join(' + ') || '值(您无权查看该字段)'}。`,
  },
  example: { fields: ['isbn'] },
})

/** Who may not see what points to the record is not told what it is. */
export const RECORD_REFERENCED = defineError<{ object?: string; count?: number }>('RECORD_REFERENCED', {
  status: 409,
  title: { en: 'Other records point to this one', 'zh-CN': '其他记录引用了该记录' },
  message: {
    en: (p) =>
      p.object === undefined
        ? 'Records you may not see still point to it.'
        : `${p.count} record(s) of ${p.object} still point to it.`,
    'zh-CN': (p) =>
      p.object === undefined ? '仍有您无权查看的记录引用它。' : `仍有 ${p.count} 条 ${p.object} 记录引用它。`,
  },
  example: { object: 'lib_loan', count: 2 },
})

export const RECORD_NOT_DELETED = defineError<{ object: string; id: string }>('RECORD_NOT_DELETED', {
  status: 409,
  title: { en: 'The record is not deleted', 'zh-CN': '记录未被删除' },
  message: {
    en: () => 'Only a record in the recycle bin can be restored; this one is there already.',
    'zh-CN': () => '只能恢复回收站中的记录,该记录并未被删除。',
  },
  example: { object: 'lib_book', id: '01920000-0000-7000-8000-000000000000' },
})

export const RECORD_VERSION_NOT_FOUND = defineError<{ version: number }>('RECORD_VERSION_NOT_FOUND', {
  status: 404,
  title: { en: 'No such version of the record', 'zh-CN': '记录没有该版本' },
  message: {
    en: (p) => `The record has no version ${p.version}; its history lists the versions it has.`,
    'zh-CN': (p) => `记录没有版本 ${p.version},请在历史记录中查看已有版本。`,
  },
  example: { version: 12 },
})

export const RECORD_PAST_UNKNOWN = defineError<{ object: string }>('RECORD_PAST_UNKNOWN', {
  status: 422,
  title: { en: 'The past of this record was not kept', 'zh-CN': '未保留该记录的历史' },
  message: {
    en: (p) => `History of ${p.object} is or was switched off, so what the record was then cannot be told.`,
    'zh-CN': (p) => `${p.object} 的历史记录未开启或曾被关闭,无法得知记录当时的内容。`,
  },
  example: { object: 'lib_book' },
})

/** Who may not see the record that refers, or its field, is not told what it is. */
export const RECORD_REFERENCE_GONE = defineError<{ object?: string; field?: string; target?: string; count?: number }>(
  'RECORD_REFERENCE_GONE',
  {
    status: 409,
    title: { en: 'What the record belongs to is gone', 'zh-CN': '记录所属的数据已不存在' },
    message: {
      en: (p) =>
        p.field === undefined
          ? 'It, or a record that went with it, refers to a deleted record that you may not see. Nothing was restored.'
          : `"${p.field}" of ${p.count} record(s) of ${p.object} refers to a deleted record of ${p.target}. Restore that first; nothing was restored.`,
      'zh-CN': (p) =>
        p.field === undefined
          ? '该记录或随其删除的记录引用了您无权查看的已删除记录,未恢复任何数据。'
          : `${p.count} 条 ${p.object} 的"${p.field}"引用了已删除的 ${p.target},请先恢复后者;未恢复任何数据。`,
    },
    example: { object: 'lib_loan', field: 'member', target: 'lib_member', count: 1 },
  },
)

export const RECORD_TOO_LARGE = defineError<object>('RECORD_TOO_LARGE', {
  status: 422,
  title: { en: 'The record is too large', 'zh-CN': '记录过大' },
  message: {
    en: () =>
      'Its values together, or a value that must be unique, are larger than can be stored, or its formulas ask about more choices than the database takes at once. Shorten them.',
    'zh-CN': () =>
      '记录的全部值,或某个必须唯一的值,超出可存储的大小;或其公式涉及的选项超出数据库一次可处理的数量。请精简后重试。',
  },
  example: {},
})

export const FIELD_UNKNOWN = defineError<{ field: string; nearest: string | null }>('FIELD_UNKNOWN', {
  status: 422,
  title: { en: 'Unknown field', 'zh-CN': '未知字段' },
  message: {
    en: (p) => `There is no field "${p.field}"${p.nearest ? `; did you mean "${p.nearest}"?` : '.'}`,
    'zh-CN': (p) => `字段"${p.field}"不存在${p.nearest ? `,是否指"${p.nearest}"?` : '。'}`,
  },
  example: { field: 'titel', nearest: 'title' },
})

export const FIELD_NOT_WRITABLE = defineError<{ field: string }>('FIELD_NOT_WRITABLE', {
  status: 422,
  title: { en: 'This field cannot be written', 'zh-CN': '该字段不可写' },
  message: {
    en: (p) => `"${p.field}" is read-only for you or computed.`,
    'zh-CN': (p) => `"${p.field}"对您只读或由系统计算。`,
  },
  example: { field: 'created_at' },
})

export const FIELD_REQUIRED = defineError<{ field: string }>('FIELD_REQUIRED', {
  status: 422,
  title: { en: 'A required field is blank', 'zh-CN': '必填字段为空' },
  message: { en: () => 'This field is required.', 'zh-CN': () => '此字段必填。' },
  example: { field: 'title' },
})

/** What a value had to be, in words; a name rather than a sentence, so that both languages say the same. */
const VALUE_SHAPES = {
  text: { en: 'text', 'zh-CN': '文本' },
  decimal: {
    en: 'a decimal such as "1234.50" (as a string above 15 digits)',
    'zh-CN': '小数,如 "1234.50"(超过 15 位时用字符串)',
  },
  integer: { en: 'a whole number', 'zh-CN': '整数' },
  boolean: { en: 'true or false', 'zh-CN': 'true 或 false' },
  date: { en: 'a date such as 2026-12-31', 'zh-CN': '日期,如 2026-12-31' },
  datetime: {
    en: 'an instant with its zone such as 2026-12-31T08:00:00Z',
    'zh-CN': '带时区的时间,如 2026-12-31T08:00:00Z',
  },
  time: { en: 'a time of day such as 08:30 or 08:30:15', 'zh-CN': '时刻,如 08:30 或 08:30:15' },
  duration: { en: 'a length of time such as 1h 30min', 'zh-CN': '时长,如 1小时30分钟 或 1h 30min' },
  code: { en: 'the code of a choice', 'zh-CN': '选项代码' },
  codes: { en: 'a list of codes of choices', 'zh-CN': '选项代码列表' },
  reference: {
    en: 'the id of a record, {"id": …} or {"by": "external id"}',
    'zh-CN': '记录 id、{"id": …} 或 {"by": "外部 id"}',
  },
  currencyCode: { en: 'a currency code such as CNY', 'zh-CN': '货币代码,如 CNY' },
  file: { en: 'the id of a file you uploaded, or {"id": …}', 'zh-CN': '您上传的文件 id 或 {"id": …}' },
  polymorphic: {
    en: '{"object": …, "id": …} or {"object": …, "by": "external id"} of an object the field may point to',
    'zh-CN': '该字段可引用对象的 {"object": …, "id": …} 或 {"object": …, "by": "外部 id"}',
  },
  email: { en: 'an e-mail address such as li@example.com', 'zh-CN': '邮箱地址,如 li@example.com' },
  phone: { en: 'a phone number such as +86 138 0013 8000', 'zh-CN': '电话号码,如 +86 138 0013 8000' },
  json: { en: 'a JSON object or list', 'zh-CN': 'JSON 对象或列表' },
  address: {
    en: 'an address: {"country", "province", "city", "district", "street", "postcode"}, all texts, the country as a code such as CN',
    'zh-CN': '地址:{"country", "province", "city", "district", "street", "postcode"},均为文本,国家为代码,如 CN',
  },
  zone: { en: 'the name of a time zone, such as Asia/Shanghai', 'zh-CN': '时区名称,如 Asia/Shanghai' },
  url: { en: 'an address beginning with http:// or https://', 'zh-CN': '以 http:// 或 https:// 开头的网址' },
} as const

export type ValueShape = keyof typeof VALUE_SHAPES

export const FIELD_TYPE = defineError<{ expected: ValueShape }>('FIELD_TYPE', {
  status: 422,
  title: { en: 'The value has the wrong type', 'zh-CN': '值的类型不正确' },
  message: {
    en: (p) => `Expected ${VALUE_SHAPES[p.expected].en}.`,
    'zh-CN': (p) => `应为:${VALUE_SHAPES[p.expected]['zh-CN']}。`,
  },
  example: { expected: 'date' },
})

export const FIELD_TOO_LONG = defineError<{ maximum: number }>('FIELD_TOO_LONG', {
  status: 422,
  title: { en: 'The text is too long', 'zh-CN': '文本过长' },
  message: { en: (p) => `At most ${p.maximum} characters.`, 'zh-CN': (p) => `最多 ${p.maximum} 个字符。` },
  example: { maximum: 200 },
})

export const FIELD_JSON_SIZE = defineError<{ bytes: number; depth: number }>('FIELD_JSON_SIZE', {
  status: 422,
  title: { en: 'The JSON value is too large or too deep', 'zh-CN': 'JSON 值过大或嵌套过深' },
  message: {
    en: (p) => `At most ${p.bytes} bytes and ${p.depth} levels.`,
    'zh-CN': (p) => `最多 ${p.bytes} 字节、${p.depth} 层。`,
  },
  example: { bytes: 65_536, depth: 20 },
})

export const FIELD_OUT_OF_RANGE = defineError<{ minimum: string | null; maximum: string | null }>(
  'FIELD_OUT_OF_RANGE',
  {
    status: 422,
    title: { en: 'The value is out of range', 'zh-CN': '值超出范围' },
    message: {
      en: (p) => `Allowed: ${p.minimum ?? '…'} to ${p.maximum ?? '…'}.`,
      'zh-CN': (p) => `允许范围:${p.minimum ?? '…'} 至 ${p.maximum ?? '…'}。`,
    },
    example: { minimum: '0', maximum: '100' },
  },
)

export const FIELD_CHOICE = defineError<{ value: string; allowed: readonly string[] }>('FIELD_CHOICE', {
  status: 422,
  title: { en: 'Not one of the choices', 'zh-CN': '不在可选值中' },
  message: {
    en: (p) => `"${p.value}" is not allowed; choose one of: ${p.allowed.join(', ')}.`,
    'zh-CN': (p) => `"${p.value}"不可用,可选:${p.allowed.join('、')}。`,
  },
  example: { value: 'X', allowed: ['A', 'B'] },
})

export const FIELD_DEPENDENT_CHOICE = defineError<{ value: string; field: string; allowed: readonly string[] }>(
  'FIELD_DEPENDENT_CHOICE',
  {
    status: 422,
    title: { en: 'The choice does not go with another field', 'zh-CN': '所选值与另一字段不匹配' },
    message: {
      en: (p) =>
        `"${p.value}" does not go with the value of ${p.field}; ${p.allowed.length === 0 ? 'leave this blank.' : `choose one of: ${p.allowed.join(', ')}.`}`,
      'zh-CN': (p) =>
        `"${p.value}"与 ${p.field} 的值不匹配,${p.allowed.length === 0 ? '请留空。' : `可选:${p.allowed.join('、')}。`}`,
    },
    example: { value: 'shenzhen', field: 'province', allowed: ['hangzhou', 'ningbo'] },
  },
)

export const FIELD_ITEM_COUNT = defineError<{ minimum: number; maximum: number }>('FIELD_ITEM_COUNT', {
  status: 422,
  title: { en: 'Too few or too many items', 'zh-CN': '项数不符合要求' },
  message: {
    en: (p) => `Allowed: ${p.minimum} to ${p.maximum} items.`,
    'zh-CN': (p) => `允许 ${p.minimum} 至 ${p.maximum} 项。`,
  },
  example: { minimum: 1, maximum: 3 },
})

export const CURRENCY_RATE_MISSING = defineError<{ currency: string; base: string; date: string }>(
  'CURRENCY_RATE_MISSING',
  {
    status: 422,
    title: { en: 'There is no exchange rate', 'zh-CN': '缺少汇率' },
    message: {
      en: (p) => `There is no rate from ${p.currency} to ${p.base} valid on ${p.date}; enter one first.`,
      'zh-CN': (p) => `${p.date} 没有 ${p.currency} 对 ${p.base} 的有效汇率,请先录入。`,
    },
    example: { currency: 'USD', base: 'CNY', date: '2026-11-22' },
  },
)

export const FIELD_FILE = defineError<{ types: string; limit: number | null }>('FIELD_FILE', {
  status: 422,
  title: { en: 'The file cannot stand here', 'zh-CN': '该文件不能用于此字段' },
  message: {
    en: (p) =>
      `Upload the file first, yourself, for this field alone. Allowed: ${p.types || 'every type'}${p.limit === null ? '' : `, at most ${p.limit} bytes`}.`,
    'zh-CN': (p) =>
      `请先自行上传该文件,且一个文件只用于一处。允许:${p.types || '任何类型'}${p.limit === null ? '' : `,最多 ${p.limit} 字节`}。`,
  },
  example: { types: 'image/png, image/jpeg', limit: 1_048_576 },
})

export const FIELD_REFERENCE = defineError<{ object: string }>('FIELD_REFERENCE', {
  status: 422,
  title: { en: 'The referenced record does not exist', 'zh-CN': '引用的记录不存在' },
  message: {
    en: (p) => `There is no such ${p.object}, or you may not see it.`,
    'zh-CN': (p) => `不存在该 ${p.object},或您无权查看。`,
  },
  example: { object: 'lib_member' },
})

export const FIELD_CANDIDATE = defineError<{ field: string; object: string }>('FIELD_CANDIDATE', {
  status: 422,
  title: { en: 'This record may not be chosen here', 'zh-CN': '此处不可选择该记录' },
  message: {
    en: (p) => `This ${p.object} does not meet the condition for "${p.field}"; choose one that is offered.`,
    'zh-CN': (p) => `该 ${p.object} 不符合"${p.field}"的选择条件,请从候选项中选择。`,
  },
  example: { field: 'book', object: 'lib_book' },
})

export const VALIDATION_WARNED = defineError<{
  rule: string
  text: { readonly [language: string]: string }
  reason: boolean
}>('VALIDATION_WARNED', {
  status: 409,
  title: { en: 'A rule warns', 'zh-CN': '规则提示' },
  message: {
    en: (p) => p.text.en ?? p.text['zh-CN'] ?? p.rule,
    'zh-CN': (p) => p.text['zh-CN'] ?? p.text.en ?? p.rule,
  },
  example: { rule: 'large', text: { en: 'An unusually large amount.', 'zh-CN': '金额异常大。' }, reason: true },
})

export const VALIDATION_FAILED = defineError<{ rule: string; text: { readonly [language: string]: string } }>(
  'VALIDATION_FAILED',
  {
    status: 422,
    title: { en: 'A rule refuses this record', 'zh-CN': '记录违反规则' },
    message: {
      en: (p) => p.text.en ?? p.text['zh-CN'] ?? p.rule,
      'zh-CN': (p) => p.text['zh-CN'] ?? p.text.en ?? p.rule,
    },
    example: {
      rule: 'due_after_start',
      text: { en: 'Due date must be after the start.', 'zh-CN': '到期日必须晚于开始日。' },
    },
  },
)

export const IDEMPOTENCY_IN_FLIGHT = defineError<object>('IDEMPOTENCY_IN_FLIGHT', {
  status: 409,
  title: { en: 'The same request is still running', 'zh-CN': '相同请求正在处理' },
  message: { en: () => 'Try again in a moment with the same key.', 'zh-CN': () => '请稍后用相同的键重试。' },
  example: {},
})

export const IDEMPOTENCY_MISMATCH = defineError<object>('IDEMPOTENCY_MISMATCH', {
  status: 422,
  title: { en: 'The idempotency key was used for another request', 'zh-CN': '幂等键已用于其他请求' },
  message: {
    en: () => 'Use a new Idempotency-Key for a different body.',
    'zh-CN': () => '不同的请求体请使用新的 Idempotency-Key。',
  },
  example: {},
})

export const FIELD_TOO_PRECISE = defineError<{ places: number }>('FIELD_TOO_PRECISE', {
  status: 422,
  title: { en: 'Too many digits after the point', 'zh-CN': '小数位过多' },
  message: {
    en: (p) => `At most ${p.places} digits after the point.`,
    'zh-CN': (p) => `小数点后最多 ${p.places} 位。`,
  },
  example: { places: 2 },
})

export const FIELD_TEXT = defineError<object>('FIELD_TEXT', {
  status: 422,
  title: { en: 'The text has characters that cannot be stored', 'zh-CN': '文本含有无法保存的字符' },
  message: {
    en: () => 'Remove the NUL character or the broken surrogate pair.',
    'zh-CN': () => '请删除空字符(NUL)或不完整的代理对。',
  },
  example: {},
})

export const TREE_CIRCULAR = defineError<{ object: string }>('TREE_CIRCULAR', {
  status: 422,
  title: { en: 'A record would be under itself', 'zh-CN': '记录不能成为自身的下级' },
  message: {
    en: (p) => `The new parent is under this record of ${p.object}; choose one that is not.`,
    'zh-CN': (p) => `新的上级是该记录(${p.object})的下级;请选择其他上级。`,
  },
  example: { object: 'department' },
})

export const DATES_OVERLAP = defineError<{ object: string; fields: readonly string[] }>('DATES_OVERLAP', {
  status: 409,
  title: { en: 'Another record is in force at the same time', 'zh-CN': '同一时间已有另一条有效记录' },
  message: {
    en: (p) => `The days overlap those of another record of ${p.object} with the same values (${p.fields.join(', ')}).`,
    'zh-CN': (p) => `有效期与另一条 ${p.object} 记录重叠(${p.fields.join('、')})。`,
  },
  example: { object: 'employment', fields: ['user', 'valid_from', 'valid_to'] },
})
