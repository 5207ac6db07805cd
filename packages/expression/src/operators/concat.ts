import { formatDecimal, isDecimal } from '@huozi/core'
import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { refuseType } from '../check/unify.ts'
import type { EvaluateRule } from '../evaluate/evaluate-rule.ts'
import { call, value as constant, TRUE } from '../sql/nodes.ts'
import type { SqlCall } from '../sql/sql-meaning.ts'
import type { SqlNode } from '../sql/sql-node.ts'
import type { CallNode, TypedNode } from '../typed-node.ts'
import type { Value } from '../types/value.ts'
import { TEXT } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { filledItems, isList, itemOf, requireList } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'
import { textResult } from './shared/text-result.ts'

const PARTS = ['text', 'number', 'choice'] as const

/** Single values to join, or one list and what to put between its items. */
const type: TypeRule = ({ args }) => {
  const [list, ...others] = args as [TypedNode, ...TypedNode[]]
  if (!isList(list)) return { type: TEXT, args: args.map((arg) => requireKind(arg, ...PARTS)) }
  const wrong = others[1]
  if (wrong !== undefined) refuseType(wrong, 'list, separator')
  return { type: TEXT, args: [requireList(list, ...PARTS).node, ...others.map((one) => requireKind(one, 'text'))] }
}

const evaluate: EvaluateRule = (args, { args: nodes }) => {
  const [list, separator] = args
  if (!isList(nodes[0])) return (frame) => textResult(args.map((arg) => textOf(arg(frame))).join(''))
  return (frame) => {
    const between = textOf(separator?.(frame) ?? null)
    return textResult(filledItems(list, frame).map(textOf).join(between))
  }
}

function sql({ node, value }: SqlCall): SqlNode {
  if (isList(node.args[0])) {
    const separator = node.args.length > 1 ? value(1) : constant(null, 'text')
    return call('listConcat', [textsOf(node, value(0)), separator], 'text')
  }
  const parts = node.args.map(({ type: { kind } }, index) =>
    kind === 'number' ? call('decimalText', [value(index)], 'text') : value(index),
  )
  return call('concat', parts, 'text')
}

/** Numbers in a list as text, without trailing zeros. */
function textsOf(node: CallNode, list: SqlNode): SqlNode {
  const item = itemOf(node)
  if (item.type !== 'numeric') return list
  return { kind: 'each', item, list, where: TRUE, result: call('decimalText', [item], 'text'), type: 'text[]' }
}

export const concat: Operator = {
  name: 'concat',
  syntax: { kind: 'function' },
  json: ['cat', 'concat'],
  arity: { min: 1, max: Number.POSITIVE_INFINITY },
  forms: [
    'concat({text}, {text}) → text',
    "concat({text}, ' ', {number}) → text",
    'concat({choice}) → text',
    'concat({texts}) → text',
    "concat({texts}, '; ') → text",
    'concat({numbers}, {text}) → text',
    "concat({choices}, '、') → text",
  ],
  type,
  evaluate,
  sql: { value: sql },
  doc: {
    en: 'Joins texts, numbers (without trailing zeros) and codes, or the items of a list with a text between them. Blanks are skipped; blank when nothing is left.',
    'zh-CN': '连接文本、数字(不含末尾的零)与选项代码,或以某文本分隔连接列表各项;忽略空值,没有内容则为空。',
  },
  phrase: { en: '{*} joined', 'zh-CN': '{*} 连接而成的文本' },
  cases: [
    { expression: "concat(name, '-', note)", record: { name: 'a', note: 'b' }, gives: 'a-b' },
    { expression: "concat(name, '-', note)", record: { name: null, note: 'b' }, gives: '-b' },
    { expression: 'concat(name, note)', record: { name: null, note: null }, gives: null },
    { expression: "concat(amount, '%')", record: { amount: '1.50' }, gives: '1.5%' },
    { expression: 'concat(amount)', record: { amount: '0.00' }, gives: '0' },
    { expression: "concat(stage, ':', visits)", record: { stage: 'S1', visits: 100 }, gives: 'S1:100' },
    { expression: "concat('it''s ', \"ok\")", gives: "it's ok" },
    { expression: "concat(labels, '; ')", record: { labels: ['a', 'b'] }, gives: 'a; b' },
    { expression: 'concat(labels)', record: { labels: ['a', 'b'] }, gives: 'ab' },
    { expression: "concat([name, note], ', ')", record: { name: null, note: 'b' }, gives: 'b' },
    { expression: "concat(scores, '/')", record: { scores: ['1.50', '2'] }, gives: '1.5/2' },
    { expression: "concat(tags, '、')", record: { tags: null }, gives: null },
    { expression: 'length(concat(scores))', record: MANY, gives: '1392' },
    { expression: "concat(labels, '-', 'x')", refused: 'EXPRESSION_TYPE' },
    { expression: 'concat(days)', refused: 'EXPRESSION_TYPE' },
    { expression: 'concat(active)', refused: 'EXPRESSION_TYPE' },
    { expression: { cat: ['a', { var: 'name' }] }, record: { name: 'b' }, gives: 'ab' },
  ],
}

function textOf(value: Value): string {
  if (value === null) return ''
  return isDecimal(value) ? formatDecimal(value) : String(value)
}
