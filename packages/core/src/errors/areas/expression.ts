import { defineError } from '../define-error.ts'

/**
 * Where in an expression: a piece of its text (line and column count from 1; `start` and `end` are offsets into the
 * text, its lines joined by line feeds), or a JSON pointer into its JsonLogic.
 */
export type ExpressionPlace =
  | { readonly line: number; readonly column: number; readonly start: number; readonly end: number }
  | { readonly pointer: string }

/** What kind of name was looked up. */
export type ExpressionNameKind =
  | 'field'
  | 'operator'
  | 'variable'
  | 'code'
  | 'attribute'
  | 'role'
  | 'collection'
  | 'zone'
  | 'calendar'

const NAME_KINDS: Readonly<Record<ExpressionNameKind, { en: string; 'zh-CN': string }>> = {
  field: { en: 'field', 'zh-CN': '字段' },
  operator: { en: 'function', 'zh-CN': '函数' },
  variable: { en: 'variable', 'zh-CN': '变量' },
  code: { en: 'option', 'zh-CN': '选项' },
  attribute: { en: 'attribute', 'zh-CN': '属性' },
  role: { en: 'role', 'zh-CN': '角色' },
  collection: { en: 'collection', 'zh-CN': '关联记录' },
  zone: { en: 'time zone', 'zh-CN': '时区' },
  calendar: { en: 'calendar', 'zh-CN': '工作日历' },
}

function place(at: ExpressionPlace): string {
  if ('pointer' in at) return at.pointer === '' ? 'In the expression' : `At ${at.pointer}`
  return at.line === 1 ? `At character ${at.column}` : `At line ${at.line}, character ${at.column}`
}

function placeZh(at: ExpressionPlace): string {
  if ('pointer' in at) return at.pointer === '' ? '表达式中' : `${at.pointer} 处`
  return at.line === 1 ? `第 ${at.column} 个字符处` : `第 ${at.line} 行第 ${at.column} 个字符处`
}

export const EXPRESSION_SYNTAX = defineError<{ at: ExpressionPlace; found: string; allowed: string }>(
  'EXPRESSION_SYNTAX',
  {
    status: 422,
    title: { en: 'The expression cannot be read', 'zh-CN': '表达式无法解析' },
    message: {
      en: (p) => `${place(p.at)}: found ${p.found}, expected ${p.allowed}.`,
      'zh-CN': (p) => `${placeZh(p.at)}:遇到 ${p.found},应为 ${p.allowed}。`,
    },
    example: { at: { line: 1, column: 7, start: 6, end: 11 }, found: 'end of text', allowed: 'a value' },
  },
)

export const EXPRESSION_NAME_UNKNOWN = defineError<{
  at: ExpressionPlace
  kind: ExpressionNameKind
  name: string
  nearest: string | null
}>('EXPRESSION_NAME_UNKNOWN', {
  status: 422,
  title: { en: 'The expression uses an unknown name', 'zh-CN': '表达式使用了未知的名称' },
  message: {
    en: (p) => {
      const hint = p.nearest === null ? '.' : `; did you mean "${p.nearest}"?`
      return `${place(p.at)}: unknown ${NAME_KINDS[p.kind].en} "${p.name}"${hint}`
    },
    'zh-CN': (p) => {
      const hint = p.nearest === null ? '。' : `,是否想写"${p.nearest}"?`
      return `${placeZh(p.at)}:未知的${NAME_KINDS[p.kind]['zh-CN']}"${p.name}"${hint}`
    },
  },
  example: { at: { line: 1, column: 1, start: 0, end: 5 }, kind: 'field', name: 'amout', nearest: 'amount' },
})

export const EXPRESSION_TYPE = defineError<{ at: ExpressionPlace; found: string; allowed: string }>('EXPRESSION_TYPE', {
  status: 422,
  title: { en: 'The types in the expression do not fit', 'zh-CN': '表达式中的类型不匹配' },
  message: {
    en: (p) => `${place(p.at)}: found ${p.found}, allowed is ${p.allowed}.`,
    'zh-CN': (p) => `${placeZh(p.at)}:类型为 ${p.found},允许的是 ${p.allowed}。`,
  },
  example: { at: { line: 1, column: 10, start: 9, end: 14 }, found: 'text', allowed: 'number' },
})

export const EXPRESSION_ARGUMENTS = defineError<{
  at: ExpressionPlace
  operator: string
  found: number
  allowed: string
}>('EXPRESSION_ARGUMENTS', {
  status: 422,
  title: { en: 'Wrong number of arguments', 'zh-CN': '参数个数不正确' },
  message: {
    en: (p) => `${place(p.at)}: "${p.operator}" takes ${p.allowed} argument(s), found ${p.found}.`,
    'zh-CN': (p) => `${placeZh(p.at)}:"${p.operator}" 需要 ${p.allowed} 个参数,实际为 ${p.found} 个。`,
  },
  example: { at: { line: 1, column: 1, start: 0, end: 5 }, operator: 'round', found: 3, allowed: '1–2' },
})

export const EXPRESSION_LITERAL = defineError<{ at: ExpressionPlace; found: string; allowed: string }>(
  'EXPRESSION_LITERAL',
  {
    status: 422,
    title: { en: 'A written value does not fit', 'zh-CN': '书写的值不合适' },
    message: {
      en: (p) => `${place(p.at)}: ${p.found} is not ${p.allowed}.`,
      'zh-CN': (p) => `${placeZh(p.at)}:${p.found} 不是 ${p.allowed}。`,
    },
    example: { at: { line: 1, column: 16, start: 15, end: 20 }, found: "'2026-02-30'", allowed: 'date' },
  },
)

export const EXPRESSION_SCOPE = defineError<{ at: ExpressionPlace; name: string }>('EXPRESSION_SCOPE', {
  status: 422,
  title: { en: 'This name has no meaning here', 'zh-CN': '此处不能使用该名称' },
  message: {
    en: (p) => `${place(p.at)}: "${p.name}" cannot be used in this place.`,
    'zh-CN': (p) => `${placeZh(p.at)}:此处不能使用"${p.name}"。`,
  },
  example: { at: { line: 1, column: 1, start: 0, end: 5 }, name: 'old' },
})

/** The limits of the expression language, by name. */
export type ExpressionLimit =
  | 'textBytes'
  | 'nodes'
  | 'depth'
  | 'hops'
  | 'digits'
  | 'steps'
  | 'textLength'
  | 'pattern'
  | 'levels'

export const EXPRESSION_LIMIT = defineError<{ limit: ExpressionLimit; allowed: number }>('EXPRESSION_LIMIT', {
  status: 422,
  title: { en: 'The expression is too large', 'zh-CN': '表达式超出限制' },
  message: {
    en: (p) => `The limit "${p.limit}" of ${p.allowed} is exceeded.`,
    'zh-CN': (p) => `超出限制"${p.limit}":最多 ${p.allowed}。`,
  },
  example: { limit: 'depth', allowed: 50 },
})

export const EXPRESSION_NOT_SQL = defineError<{ at: ExpressionPlace; operator: string }>('EXPRESSION_NOT_SQL', {
  status: 422,
  title: { en: 'The expression cannot be used to filter or sort', 'zh-CN': '该表达式不能用于筛选或排序' },
  message: {
    en: (p) => `${place(p.at)}: "${p.operator}" cannot be computed by the database.`,
    'zh-CN': (p) => `${placeZh(p.at)}:"${p.operator}" 无法由数据库计算。`,
  },
  example: { at: { line: 1, column: 1, start: 0, end: 5 }, operator: 'changed' },
})

export const EXPRESSION_NOT_LOADED = defineError<{ at: ExpressionPlace; collection: string }>('EXPRESSION_NOT_LOADED', {
  status: 422,
  title: { en: 'The expression reads records that are not at hand', 'zh-CN': '表达式读取了此处没有加载的记录' },
  message: {
    en: (p) =>
      `${place(p.at)}: the records of "${p.collection}" are not loaded here; allowed are formulas, filters and row access, which the database computes.`,
    'zh-CN': (p) => `${placeZh(p.at)}:此处没有加载"${p.collection}"的记录;可用于由数据库计算的公式、筛选和行权限。`,
  },
  example: { at: { line: 1, column: 1, start: 0, end: 12 }, collection: 'loans' },
})

export const EXPRESSION_NOT_ANCHORED = defineError<{ at: ExpressionPlace; collection: string }>(
  'EXPRESSION_NOT_ANCHORED',
  {
    status: 422,
    title: { en: 'No record can be held for what the rule reads', 'zh-CN': '没有可供锁定的记录,规则无法可靠判断' },
    message: {
      en: (p) =>
        `${place(p.at)}: no record can be held while "${p.collection}" is judged; allowed are collections of the record itself (lines) or of a record it refers to (parent.lines), and in their conditions stored fields, formulas over them and kept roll-ups.`,
      'zh-CN': (p) =>
        `${placeZh(p.at)}:判断"${p.collection}"时没有可供锁定的记录;可用的是记录自身的关联记录(lines)或其所引用记录的关联记录(parent.lines),其条件中可用存储字段、基于它们的公式和保存的汇总。`,
    },
    example: { at: { line: 1, column: 1, start: 0, end: 12 }, collection: 'lines.parts' },
  },
)
