import type { Json, Locale } from '@huozi/core'
import { AGGREGATES } from '../aggregates/registry.ts'
import type { Operator } from '../operators/operator.ts'
import { OPERATOR_GROUPS, type OperatorGroup } from '../operators/registry.ts'

/** What the reference tells of an operator or an aggregate. */
type Described = Pick<Operator, 'name' | 'doc' | 'json' | 'forms' | 'cases'> & { readonly sql: unknown }

interface DescribedGroup extends Pick<OperatorGroup, 'title'> {
  readonly operators: readonly Described[]
}

const AGGREGATE_GROUP: DescribedGroup = {
  title: { en: 'Related records', 'zh-CN': '关联记录' },
  operators: AGGREGATES,
}

interface Words {
  readonly title: string
  readonly intro: string
  readonly form: string
  readonly gives: string
  readonly example: string
  readonly with: string
  readonly result: string
  readonly blank: string
  readonly notSql: string
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    title: 'Operators and functions',
    intro:
      'Made from the operators themselves; every example is a test that JavaScript and Postgres pass. `numbers`, `texts`, `dates`, `choices` and `references` are lists; `bounds` a list of ascending numbers.',
    ...{ form: 'Form', gives: 'Gives', example: 'Example', with: 'With', result: 'Result', blank: 'blank' },
    notSql: 'Not for filters, sorting and row access: the database cannot compute it.',
  },
  'zh-CN': {
    title: '运算符与函数',
    intro:
      '由运算符自身生成;每个示例都是 JavaScript 与 Postgres 共同通过的测试。`numbers`、`texts`、`dates`、`choices`、`references` 为列表,`bounds` 为递增的数字列表。',
    ...{ form: '形式', gives: '结果类型', example: '示例', with: '当', result: '结果', blank: '空' },
    notSql: '不可用于筛选、排序与行权限:数据库无法计算。',
  },
}

const MOST_EXAMPLES = 4

/** The reference of all operators as Markdown in one language. Pure: the same registry gives the same text. */
export function operatorReference(locale: Locale): string {
  const words = WORDS[locale]
  const groups = [...OPERATOR_GROUPS, AGGREGATE_GROUP].map((group) => renderGroup(group, locale))
  return [`# ${words.title}`, words.intro, ...groups].join('\n\n').concat('\n')
}

function renderGroup({ title, operators }: DescribedGroup, locale: Locale): string {
  return [`## ${title[locale]}`, ...operators.map((operator) => renderOperator(operator, locale))].join('\n\n')
}

function renderOperator(operator: Described, locale: Locale): string {
  const words = WORDS[locale]
  const parts = [`### \`${operator.name}\``, operator.doc[locale]]
  if (operator.sql === null) parts.push(words.notSql)
  const keys = operator.json.map((key) => `\`${key}\``).join(', ')
  return [...parts, `JsonLogic: ${keys}`, formTable(operator, words), exampleTable(operator, words)].join('\n\n')
}

function formTable({ forms }: Described, words: Words): string {
  const rows = forms.map((form) => form.replaceAll(/\{(?:\w+:)?|\}/g, '').split(' → '))
  return table(
    [words.form, words.gives],
    rows.map(([text = '', gives = '']) => [code(text), gives]),
  )
}

function exampleTable({ cases }: Described, words: Words): string {
  const written = cases.flatMap((given) =>
    'gives' in given && typeof given.expression === 'string' ? [{ ...given, expression: given.expression }] : [],
  )
  const rows = written.slice(0, MOST_EXAMPLES).map(({ expression, record, old, gives }) => {
    const before = Object.entries(old ?? {}).map(([path, value]) => [`old.${path}`, value] as const)
    const fields = [...Object.entries(record ?? {}), ...before].map(
      ([path, value]) => `${path} = ${show(value, words)}`,
    )
    return [code(expression), fields.join(', '), show(gives, words)]
  })
  return table([words.example, words.with, words.result], rows)
}

function show(value: Json, words: Words): string {
  return value === null ? words.blank : code(typeof value === 'string' ? value : JSON.stringify(value))
}

/** A code span; white space at its ends is made visible. */
function code(text: string): string {
  const visible = text.replaceAll(/^\s+|\s+$/g, (space) => '␣'.repeat(space.length))
  return `\`${visible.replaceAll('\n', '↵').replaceAll('|', '\\|')}\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return lines.join('\n')
}
